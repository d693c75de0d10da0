using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace DropZone.Tables.Primitives.KeySets;

/// <summary>
/// The keys of a table seen so far, as digests of 128 bits, each with the row that held it first. Answers at once and exactly.
/// Memory is bounded: beyond <c>inMemory</c> keys the table is written, sorted, to a scratch file, and what stays in memory is a
/// filter of 1.3 to 1.9 bytes a key. That two of 50 million different keys have one digest has a probability of 4·10⁻²⁴.
/// </summary>
internal sealed class BoundedKeySet(Func<Stream> scratch, int inMemory = BoundedKeySet.InMemory) : IDisposable
{
    /// <summary>About 40 MiB.</summary>
    public const int InMemory = 1_398_000;

    private readonly KeyTable _table = new();
    private readonly KeyRuns _runs = new(scratch);

    /// <summary>Adds a key; if it was there, false and the row that held it first.</summary>
    public bool TryAdd(UInt128 key, long row, out long firstRow)
    {
        var digest = Spread(key);
        if (_table.TryFind(digest, out firstRow) || _runs.TryFind(digest, out firstRow))
            return false;
        if (_table.Count == inMemory)
        {
            _runs.Add(_table);
            _table.Clear();
        }

        _table.Add(digest, row);
        return true;
    }

    public bool Contains(UInt128 key)
    {
        var digest = Spread(key);
        return _table.TryFind(digest, out _) || _runs.TryFind(digest, out _);
    }

    public void Dispose() => _runs.Dispose();

    // keys may be small numbers; the table, the filter and the search need bits that look random
    private static UInt128 Spread(UInt128 key) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in key)));
}
