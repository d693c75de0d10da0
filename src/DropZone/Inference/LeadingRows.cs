using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;

namespace DropZone.Inference;

/// <summary>
/// Finds titles and comments above a table. Rows that could be a part of the table, such as a header that lacks cells, or rows of another table, are not titles.
/// </summary>
internal static class LeadingRows
{
    private const int MaxRows = 200;
    private const int MaxTitles = 20;

    /// <summary>A header of this table would lack more than one cell if it had a single one.</summary>
    private const int CertainWidth = 3;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Returns the dialect that skips them, or null if the sample has no leading rows.</summary>
    public static Dialect? Skipping(Sample sample, Dialect dialect)
    {
        var plain = Rows(sample, dialect);
        if (plain.Count > 0 && plain[0].IsComment)
        {
            var rest = Rows(sample, dialect with { CommentChar = '#' });
            return rest.Count > 1 && AreEven(rest) && AreAbove(plain.FindAll(row => row.IsComment), rest[0].Cells) && !HasLaterComments(sample, dialect)
                ? dialect with { CommentChar = '#' }
                : null;
        }

        foreach (var delimiter in Delimiters)
        {
            var tried = dialect with { Delimiter = delimiter };
            if (DecimalCommas.Delimiter(sample, tried) is not null)
                continue;
            var rows = Rows(sample, tried);
            for (var titles = 1; titles <= MaxTitles && titles < rows.Count - 1; titles++)
                if (rows[titles].Cells > 1 && AreEven(rows[titles..]) && AreTitles(rows[..titles], rows[titles].Cells))
                    return tried with { CommentRows = [.. Enumerable.Range(1, titles)] };
        }

        return null;
    }

    /// <summary>Whether the skipped rows are no header, even if the row below them may be data.</summary>
    public static bool AreCertain(Sample sample, Dialect dialect)
    {
        var rows = Rows(sample, dialect with { CommentChar = null, CommentRows = [] });
        var table = rows.FindAll(row => !row.IsComment).Skip(dialect.CommentRows.Count).FirstOrDefault();
        return dialect.CommentChar is null
            ? table.Cells >= CertainWidth && rows.Take(dialect.CommentRows.Count).All(row => row.Cells == 1)
            : rows.TrueForAll(row => !row.IsComment || row.IsSpacedComment);
    }

    /// <summary>Whether rows below the first one that is no comment would be lost as comments.</summary>
    public static bool HasLaterComments(Sample sample, Dialect dialect)
    {
        using var stream = sample.Open();
        using var record = new FileRecordReader(stream, dialect with { Header = false });
        var isInTable = false;
        while (record.Read() == ReadOutcome.Record)
        {
            if (record.Record is not [(byte)'#', ..])
                isInTable = true;
            else if (isInTable)
                return true;
        }

        return false;
    }

    private static bool AreEven(List<LeadingRow> rows) => rows.TrueForAll(row => row.Cells == rows[0].Cells) && !rows.TrueForAll(row => row.EndsEmpty);

    /// <summary>Whether the rows have so few cells that none is a row of the table, or its header above rows that end with a delimiter.</summary>
    private static bool AreAbove(List<LeadingRow> rows, int width) => rows.TrueForAll(row => row.Cells == 1 || row.Cells < width - 1);

    /// <summary>Whether the rows are also no data, and no table of their own.</summary>
    private static bool AreTitles(List<LeadingRow> rows, int width) =>
        AreAbove(rows, width) && rows.TrueForAll(row => row.IsBlank || row.HasLetter) && rows.Where(row => row.Cells > 1).CountBy(row => row.Cells).All(count => count.Value == 1);

    private static List<LeadingRow> Rows(Sample sample, Dialect dialect)
    {
        var rows = new List<LeadingRow>();
        using var stream = sample.Open();
        using var record = new FileRecordReader(stream, dialect with { Header = false });
        while (rows.Count < MaxRows && record.Read() == ReadOutcome.Record)
            rows.Add(LeadingRow.Of(record));
        return rows;
    }
}
