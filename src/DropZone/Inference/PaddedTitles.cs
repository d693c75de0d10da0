using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;

namespace DropZone.Inference;

/// <summary>Titles above a table in rows of its width, as spreadsheets save them: <c>Report,,</c>, then <c>,,</c>, then the header.</summary>
/// <param name="Dialect">Skips them.</param>
/// <param name="AreLikely">Whether the first row is hardly a header: it has one cell with a value, or a blank row follows.</param>
internal sealed record PaddedTitles(Dialect Dialect, bool AreLikely)
{
    private const int MaxTitles = 20;

    /// <summary>A header of fewer columns may lack a label.</summary>
    private const int CertainWidth = 3;

    /// <summary>Returns the rows above the first one whose cells all have a value, if each ends with an empty cell. Null: there are none.</summary>
    public static PaddedTitles? Of(Sample sample, Dialect dialect)
    {
        if (!dialect.Header || dialect.CommentRows.Count > 0)
            return null;
        using var stream = sample.Open();
        using var record = new FileRecordReader(stream, dialect with { Header = false });
        var (widths, hasBlank, first) = (new HashSet<int>(), false, 0);
        for (var titles = 0; titles <= MaxTitles && record.Read() == ReadOutcome.Record; titles++)
        {
            var row = LeadingRow.Of(record);
            var filled = Filled(record);
            if (!row.IsBlank)
                widths.Add(row.Cells);
            first = titles == 0 ? filled : first;
            if (filled == row.Cells && filled > 1)
            {
                return titles == 0 || first == 0 || widths.Count > 1 ? null
                    : new PaddedTitles(dialect with { CommentRows = [.. Enumerable.Range(1, titles)] }, hasBlank || (first == 1 && filled >= CertainWidth));
            }

            if (!row.EndsEmpty || (filled > 0 && !row.HasLetter))
                return null;
            hasBlank |= filled == 0;
        }

        return null;
    }

    private static int Filled(RecordReader record)
    {
        var filled = 0;
        for (var i = 0; i < record.CellCount; i++)
            filled += record.IsBlank(i) ? 0 : 1;
        return filled;
    }
}
