using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Inference;

/// <summary>Recognizes commas that look like the delimiter, as each row has the same number of them, but are inside numbers.</summary>
internal static class DecimalCommas
{
    private const int MaxRows = 200;
    private static readonly char[] Others = ['\t', ';', '|'];

    /// <summary>Returns the delimiter of a sample whose commas are all between digits, and whose rows all have that other delimiter; null: commas may separate cells.</summary>
    public static char? Delimiter(Sample sample, Dialect dialect)
    {
        using var stream = sample.Open();
        using var record = new FileRecordReader(stream, dialect with { Header = false });
        var others = new HashSet<char>(Others);
        var rows = 0;
        for (; rows < MaxRows && record.Read() == ReadOutcome.Record && others.Count > 0; rows++)
        {
            if (record.Delimiter != ',' || !AreBetweenDigits(record.Record))
                return null;
            foreach (var other in Others)
                if (!record.Record.Contains((byte)other))
                    others.Remove(other);
        }

        return rows > 1 && others.Count > 0 ? Array.Find(Others, others.Contains) : null;
    }

    private static bool AreBetweenDigits(ReadOnlySpan<byte> row)
    {
        for (var i = 0; i < row.Length; i++)
            if (row[i] == ',' && (i == 0 || i == row.Length - 1 || !Digits.IsDigit(row[i - 1]) || !Digits.IsDigit(row[i + 1])))
                return false;
        return true;
    }
}
