using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;

namespace DropZone.Inference;

/// <summary>Finds titles and comments above a table.</summary>
internal static class LeadingRows
{
    private const int MaxRows = 200;
    private const int MaxTitles = 20;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Returns the dialect that skips them, or null if the sample has no leading rows.</summary>
    public static Dialect? Skipping(Sample sample, Dialect dialect)
    {
        if (Rows(sample, dialect).FirstOrDefault().IsComment && Rows(sample, dialect with { CommentChar = '#' }) is { Count: > 1 } rest && AreEven(rest))
            return dialect with { CommentChar = '#' };
        foreach (var delimiter in Delimiters)
        {
            var tried = dialect with { Delimiter = delimiter };
            var rows = Rows(sample, tried);
            for (var titles = 1; titles <= MaxTitles && titles < rows.Count - 1; titles++)
                if (rows[titles].Cells > 1 && AreEven(rows[titles..]) && AreTitles(rows[..titles], rows[titles].Cells))
                    return tried with { CommentRows = [.. Enumerable.Range(1, titles)] };
        }

        return null;
    }

    private static bool AreEven(List<(int Cells, bool IsComment)> rows) => rows.TrueForAll(row => row.Cells == rows[0].Cells);

    /// <summary>A row of the table's width above an odd one is a row of the table; one that lacks a cell is a header above rows that end with a delimiter.</summary>
    private static bool AreTitles(List<(int Cells, bool IsComment)> rows, int width) => rows.TrueForAll(row => row.Cells != width && (row.Cells == 1 || row.Cells != width - 1));

    private static List<(int Cells, bool IsComment)> Rows(Sample sample, Dialect dialect)
    {
        var rows = new List<(int, bool)>();
        using var stream = sample.Open();
        using var record = new FileRecordReader(stream, dialect with { Header = false });
        while (rows.Count < MaxRows && record.Read() == ReadOutcome.Record)
            rows.Add((record.CellCount, record.Record is [(byte)'#', ..]));
        return rows;
    }
}
