using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace DropZone.Tables.Primitives.KeySets;

/// <summary>
/// The keys of a table seen so far, as digests of 128 bits, each with the row of its first occurrence. Lookups are immediate and exact.
/// Memory is bounded: beyond <c>inMemory</c> keys the table is written, sorted, to a scratch file, and only a
/// filter of 1.3 to 1.9 bytes per key stays in memory. The probability of a collision among 50 million keys is 4·10⁻²⁴.
/// </summary>
internal sealed class BoundedKeySet(Func<Stream> scratch, int inMemory = BoundedKeySet.InMemory) : IDisposable
{
    /// <summary>About 40 MiB.</summary>
    public const int InMemory = 1_398_000;

    private readonly KeyTable _table = new();
    private readonly KeyRuns _runs = new(scratch);

    /// <summary>Adds a key. Returns false and the row of its first occurrence if it already exists.</summary>
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

    // keys may be small numbers; the table, the filter and the search need uniformly distributed bits
    private static UInt128 Spread(UInt128 key) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in key)));
}
