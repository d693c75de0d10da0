using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;

namespace DropZone.Inference;

/// <summary>Whether a delimiter behind the last cell ends every row, which is no cell without a value: the header has it too, or lacks a label.</summary>
internal static class TrailingDelimiters
{
    /// <summary>Whether all rows of the sample end like that. Reads up to the first one that does not.</summary>
    public static bool EndRows(Sample sample, Dialect dialect)
    {
        using var stream = sample.Open();
        using var record = new FileRecordReader(stream, dialect with { Header = false });
        var (first, cells) = (0, 0);
        while (record.Read() is not ReadOutcome.End and var outcome)
        {
            if (outcome != ReadOutcome.Record)
                return false;
            var isLastEmpty = record.RawCell(record.CellCount - 1).IsEmpty;
            if (record.CellCount == 1 && isLastEmpty)
                continue;
            if (first == 0)
            {
                first = record.CellCount;
                cells = isLastEmpty ? first : first + 1;
                continue;
            }

            if (!isLastEmpty || record.CellCount != cells)
                return false;
            if (cells < 2)
                return false;
            first = cells + 1; // at least one row below the first
        }

        return first == cells + 1;
    }
}
