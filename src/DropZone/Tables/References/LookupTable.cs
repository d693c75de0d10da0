using System.IO.Hashing;
using DropZone.Csv;
using DropZone.Csv.Reading;

namespace DropZone.Tables.References;

/// <summary>
/// A reference table in memory, by key: 16 bytes a row for the search, at most, and its cells with a byte or two each. Immutable once
/// read; for many threads; no allocation per question.
/// </summary>
internal sealed class LookupTable
{
    private const int TagBits = 24;

    private readonly ByteArena _arena = new();

    /// <summary>Of a key.</summary>
    private readonly int _parts;

    /// <summary>Open-addressed: the place of a row, plus one, and bits of its key's hash; 0: free.</summary>
    private ulong[] _slots = new ulong[64];

    private LookupTable(int parts) => _parts = parts;

    public int Count { get; private set; }

    /// <exception cref="ReferenceException">The table cannot be read, is malformed, lacks a column or contains a key twice.</exception>
    public static LookupTable Read(ReferenceTable source, LookupColumns columns)
    {
        var table = new LookupTable(columns.Key.Count);
        using var rows = new ReferenceRows(source);
        using var row = new ByteBuffer(256);
        int[] key = [.. columns.Key.Select(rows.Column)], values = [.. columns.Values.Select(rows.Column)];
        var record = rows.Record;
        while (rows.Read())
        {
            if (record.CellCount == 1 && record.Cell(0).IsEmpty)
                continue;
            if (record.CellCount < record.Labels.Count)
                throw new ReferenceException($"the reference table {source.Name} has {record.CellCount} cells in line {record.Line}, but its header has {record.Labels.Count}");
            row.Truncate(0);
            if (!AppendKey(record, key, row))
                continue;
            var keyLength = row.Length;
            LengthPrefix.Write(record.Line, row);
            foreach (var column in values)
                LengthPrefix.Write(record.IsNull(column) ? [] : record.Cell(column), row);
            if (table.TryFind(row.Written[..keyLength], out var first))
            {
                throw new ReferenceException(
                    $"the reference table {source.Name} has the same {string.Join(" and ", columns.Key)} in line {LengthPrefix.TakeNumber(ref first)} and in line {record.Line}. Remove one of them");
            }

            table.Add(row.Written, keyLength);
        }

        return table;
    }

    /// <summary>Finds the row of a key.</summary>
    /// <param name="key">Each of its cells with <see cref="LengthPrefix"/>.</param>
    /// <param name="cells">The values, to be taken one after the other by <see cref="LengthPrefix.TakeText"/>.</param>
    public bool TryFindCells(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> cells)
    {
        var isFound = TryFind(key, out cells);
        if (isFound)
            LengthPrefix.TakeNumber(ref cells); // its line
        return isFound;
    }

    /// <summary>Returns false if a part of the key is empty, as such keys are never looked up.</summary>
    private static bool AppendKey(RecordReader record, int[] key, ByteBuffer row)
    {
        foreach (var column in key)
        {
            if (record.Cell(column).IsEmpty || record.IsNull(column))
                return false;
            LengthPrefix.Write(record.Cell(column), row);
        }

        return true;
    }

    private bool TryFind(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> rest)
    {
        var hash = XxHash3.HashToUInt64(key);
        var mask = _slots.Length - 1;
        for (var at = (int)hash & mask; _slots[at] is var slot and not 0; at = (at + 1) & mask)
        {
            if ((slot & ((1 << TagBits) - 1)) != TagOf(hash) || !(rest = _arena.From(PlaceOf(slot))).StartsWith(key))
                continue;
            rest = rest[key.Length..];
            return true;
        }

        rest = default;
        return false;
    }

    private void Add(ReadOnlySpan<byte> row, int keyLength)
    {
        if (Count >= _slots.Length / 3 * 2)
            Grow();
        Put(XxHash3.HashToUInt64(row[..keyLength]), _arena.Add(row));
        Count++;
    }

    private void Put(ulong hash, long place)
    {
        var mask = _slots.Length - 1;
        var at = (int)hash & mask;
        while (_slots[at] != 0)
            at = (at + 1) & mask;
        _slots[at] = ((ulong)(place + 1) << TagBits) | TagOf(hash);
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (var slot in old)
            if (slot != 0)
                Put(XxHash3.HashToUInt64(KeyAt(PlaceOf(slot))), PlaceOf(slot));
    }

    private ReadOnlySpan<byte> KeyAt(long place)
    {
        var row = _arena.From(place);
        var rest = row;
        for (var i = 0; i < _parts; i++)
            LengthPrefix.TakeText(ref rest);
        return row[..^rest.Length];
    }

    /// <summary>Bits that the search for a slot does not use.</summary>
    private static ulong TagOf(ulong hash) => hash >> (64 - TagBits);

    private static long PlaceOf(ulong slot) => (long)(slot >> TagBits) - 1;
}
