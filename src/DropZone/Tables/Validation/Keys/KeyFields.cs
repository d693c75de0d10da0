using System.IO.Hashing;
using System.Runtime.InteropServices;
using DropZone.Csv.Reading;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Keys;

/// <summary>The fields of a key.</summary>
/// <param name="Parts">The check of each field, and its 0-based column; -1: the file has none.</param>
internal sealed record KeyFields(IReadOnlyList<string> Names, IReadOnlyList<(FieldCheck Check, int Column)> Parts)
{
    /// <summary>The names of the fields, for messages.</summary>
    public string Text => string.Join(" and ", Names.Select(name => $"\"{name}\""));

    /// <summary>The column of the first part.</summary>
    public int Column => Parts[0].Column;

    /// <summary>Returns the 0-based column of the first part without a value, or -1.</summary>
    public int MissingColumn(RecordReader record)
    {
        foreach (var (check, column) in Parts)
            if (column < 0 || column >= record.CellCount || record.IsNull(column) || check.IsMissing(record.Cell(column)))
                return Math.Max(column, 0);
        return -1;
    }

    /// <summary>Returns the digest of the key of the record, or false if a part is not a value of its type.</summary>
    public bool TryDigest(RecordReader record, out UInt128 digest)
    {
        if (Parts.Count == 1)
            return Parts[0].Check.TryDigest(record.Cell(Parts[0].Column), out digest);
        Span<UInt128> digests = Parts.Count <= 16 ? stackalloc UInt128[Parts.Count] : new UInt128[Parts.Count];
        for (var i = 0; i < digests.Length; i++)
        {
            if (Parts[i].Check.TryDigest(record.Cell(Parts[i].Column), out digests[i]))
                continue;
            digest = default;
            return false;
        }

        digest = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(digests));
        return true;
    }
}
