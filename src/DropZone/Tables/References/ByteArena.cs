namespace DropZone.Tables.References;

/// <summary>Many short byte strings in few arrays, each found by its place, a number of 40 bits. They stay until all go.</summary>
internal sealed class ByteArena
{
    private const int ChunkSize = 1 << 20;
    private const int OffsetBits = 24;

    private readonly List<byte[]> _chunks = [];
    private int _used = ChunkSize;

    /// <summary>Keeps a copy; its place.</summary>
    public long Add(ReadOnlySpan<byte> text)
    {
        if (_chunks.Count == 0 || _chunks[^1].Length - _used < text.Length)
        {
            _chunks.Add(new byte[Math.Max(ChunkSize, text.Length)]);
            _used = 0;
        }

        text.CopyTo(_chunks[^1].AsSpan(_used));
        var place = ((long)(_chunks.Count - 1) << OffsetBits) | (long)_used;
        _used += text.Length;
        return place;
    }

    /// <summary>What begins at the place, and what lies behind it.</summary>
    public ReadOnlySpan<byte> From(long place) => _chunks[(int)(place >> OffsetBits)].AsSpan((int)place & ((1 << OffsetBits) - 1));
}
