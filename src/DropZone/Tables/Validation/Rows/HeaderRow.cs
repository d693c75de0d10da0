using System.Text;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Rows;

/// <summary>Finds rows that contain the labels of the columns, as in files that were joined with their headers.</summary>
internal sealed class HeaderRow
{
    private readonly byte[][] _labels;

    // of lengths and first bytes of the labels, modulo 64
    private readonly ulong _lengths;
    private readonly ulong _starts;

    /// <param name="labels">The labels of the columns.</param>
    /// <param name="checks">The check of each field.</param>
    /// <param name="columns">The 0-based column of each field; -1: the file has none.</param>
    public HeaderRow(IReadOnlyList<string> labels, IReadOnlyList<FieldCheck> checks, IReadOnlyList<int> columns)
    {
        _labels = new byte[labels.Count][];
        for (var i = 0; i < _labels.Length; i++)
        {
            var label = _labels[i] = Encoding.UTF8.GetBytes(labels[i]);
            if (label.Length == 0)
                continue;
            _lengths |= 1UL << (label.Length & 63);
            _starts |= 1UL << (label[0] & 63);
        }

        IsDoubtful = true;
        for (var i = 0; IsDoubtful && i < checks.Count; i++)
            IsDoubtful = columns[i] < 0 || TakesLabel(checks[i]);
    }

    /// <summary>Whether such a row can be valid: in each column at least one label is a value of its field.</summary>
    public bool IsDoubtful { get; }

    /// <summary>Whether a row with this first cell may be one. False if it certainly is not.</summary>
    public bool MayStart(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && (_lengths >> (cell.Length & 63) & 1) != 0 && (_starts >> (cell[0] & 63) & 1) != 0 && IsLabel(cell);

    /// <summary>Returns the error of the current record if it is one, or null.</summary>
    public ErrorCode? Error(RecordReader record) => record.CellCount == _labels.Length && MayStart(record.Cell(0)) ? Error(record, _labels) : null;

    /// <summary>Reports the current record if it is one. Returns whether it is.</summary>
    public bool Report(RecordReader record, ErrorLog errors)
    {
        if (Error(record) is not { } code)
            return false;
        errors.Add(code, -1, null, null, Message(code));
        return true;
    }

    /// <summary>Returns the error of a record that has the labels of the header, or null. Of a column alone, too: a word that is also its label may be the header of a joined file.</summary>
    /// <param name="record">The record, with as many cells.</param>
    /// <param name="labels">The labels.</param>
    public static ErrorCode? Error(RecordReader record, byte[][] labels)
    {
        if (!Array.Exists(labels, label => HasLetter(label)))
            return null;
        for (var i = 0; i < labels.Length; i++)
            if (!record.Cell(i).SequenceEqual(labels[i]))
                return IsPermutation(record, labels) ? ErrorCode.JoinedFiles : null;
        return ErrorCode.RepeatedHeader;
    }

    /// <summary>Returns the message of the error.</summary>
    public static string Message(ErrorCode code) => code == ErrorCode.RepeatedHeader
        ? "The row repeats the header. Remove it."
        : "The row contains the labels of the header in another order: a file with other columns begins here. Deliver the files one by one.";

    // numbers and marks may be data that has no header
    private static bool HasLetter(ReadOnlySpan<byte> label) => label.ContainsAnyInRange((byte)'A', (byte)'Z') || label.ContainsAnyInRange((byte)'a', (byte)'z') || !Ascii.IsValid(label);

    private bool TakesLabel(FieldCheck check)
    {
        foreach (var label in _labels)
            if (check.IsMissing(label) || check.TryDigest(label, out _))
                return true;
        return false;
    }

    private bool IsLabel(ReadOnlySpan<byte> cell)
    {
        foreach (var label in _labels)
            if (cell.SequenceEqual(label))
                return true;
        return false;
    }

    private static bool IsPermutation(RecordReader record, byte[][] labels) => Array.TrueForAll(labels, label =>
    {
        for (var i = 0; i < record.CellCount; i++)
            if (record.Cell(i).SequenceEqual(label))
                return true;
        return false;
    });
}
