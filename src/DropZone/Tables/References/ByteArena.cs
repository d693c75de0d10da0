namespace DropZone.Tables.References;

/// <summary>Many short byte strings in few arrays, addressed by 40-bit places. Strings cannot be removed individually.</summary>
internal sealed class ByteArena
{
    private const int ChunkSize = 1 << 20;
    private const int OffsetBits = 24;

    private readonly List<byte[]> _chunks = [];
    private int _used = ChunkSize;

    /// <summary>Stores a copy. Returns its place.</summary>
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

    /// <summary>Returns the bytes from the place to the end of its array.</summary>
    public ReadOnlySpan<byte> From(long place) => _chunks[(int)(place >> OffsetBits)].AsSpan((int)place & ((1 << OffsetBits) - 1));
}
