namespace DropZone.Tables.Primitives.KeySets;

/// <summary>
/// Excludes most digests that were not added. A split-block Bloom filter: eight bits in one block of 256, so
/// that a lookup reads one cache line. Source: Putze, Sanders, Singler, Cache-, Hash- and Space-Efficient Bloom Filters, 2007.
/// </summary>
internal sealed class KeyFilter
{
    private const int WordsOfBlock = 8;
    private const int BitsOfKey = 10;

    private readonly uint[] _words;
    private readonly ulong _blocks;

    /// <summary>Creates a filter for this many keys, with one false positive in a hundred.</summary>
    public KeyFilter(long capacity)
    {
        Capacity = capacity;
        _blocks = (ulong)Math.Max(1, capacity * BitsOfKey / (WordsOfBlock * 32));
        _words = new uint[_blocks * WordsOfBlock];
    }

    public long Capacity { get; }

    public void Add(UInt128 digest)
    {
        var block = Block(digest);
        var bits = (ulong)digest;
        for (var i = 0; i < WordsOfBlock; i++, bits >>= 5)
            block[i] |= 1u << (int)(bits & 31);
    }

    public bool MayContain(UInt128 digest)
    {
        var block = Block(digest);
        var bits = (ulong)digest;
        for (var i = 0; i < WordsOfBlock; i++, bits >>= 5)
            if ((block[i] & (1u << (int)(bits & 31))) == 0)
                return false;
        return true;
    }

    private Span<uint> Block(UInt128 digest) =>
        _words.AsSpan((int)Math.BigMul((ulong)(digest >> 64), _blocks, out _) * WordsOfBlock, WordsOfBlock);
}
