using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;

namespace DropZone.Inference;

/// <summary>Inspects how the first rows of a sample separate their cells, apart from the delimiter.</summary>
internal static class CellMarks
{
    private const int MaxRows = 200;

    /// <summary>Whether a space follows each delimiter of the header.</summary>
    public static bool AreSpaced(Sample sample, Dialect dialect)
    {
        using var stream = sample.Open();
        using var record = new FileRecordReader(stream, dialect with { SkipInitialSpace = true });
        if (record.ReadHeader() != ReadOutcome.Record || record.CellCount < 2)
            return false;
        for (var i = 1; i < record.CellCount; i++)
            if (record.RawCell(i) is not [(byte)' ', ..])
                return false;
        return true;
    }

    /// <summary>Whether quotes can be read as ordinary characters: none encloses a whole cell, and there is no backslash, which would be an escape.</summary>
    /// <param name="dialect">Reads quotes as ordinary characters.</param>
    public static bool AreQuotesText(Sample sample, Dialect dialect)
    {
        using var stream = sample.Open();
        using var record = new FileRecordReader(stream, dialect with { Header = false });
        while (record.Read() == ReadOutcome.Record)
        {
            if (record.Record.Contains((byte)'\\'))
                return false;
            if (!record.Record.Contains((byte)'"'))
                continue;
            for (var i = 0; i < record.CellCount; i++)
                if (record.RawCell(i) is [(byte)'"', .., (byte)'"'])
                    return false;
        }

        return true;
    }

    /// <summary>Whether cells are in single quotes: some are, and all rows can be read that way.</summary>
    public static bool AreSingleQuoted(Sample sample, Dialect dialect)
    {
        using var stream = sample.Open();
        using var record = new FileRecordReader(stream, dialect with { QuoteChar = '\'', Header = false });
        var (found, cells) = (false, 0);
        for (var row = 0; row < MaxRows && record.Read() is not ReadOutcome.End and var outcome; row++)
        {
            cells = row == 0 ? record.CellCount : cells;
            if (outcome != ReadOutcome.Record || record.CellCount != cells)
                return false;
            found |= record.Record is [(byte)'\'', ..] || record.Record.IndexOf([record.Delimiter, (byte)'\'']) >= 0;
        }

        return found;
    }
}
