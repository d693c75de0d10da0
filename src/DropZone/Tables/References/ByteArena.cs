namespace DropZone.Tables.References;

/// <summary>Many short byte strings in few arrays, addressed by 40-bit places. Strings cannot be removed individually.</summary>
internal sealed class ByteArena
{
    private const int ChunkSize = 1 << 20;
    private const int OffsetBits = 24;

    private readonly List<byte[]> chunks = [];
    private int used = ChunkSize;

    /// <summary>Stores a copy. Returns its place.</summary>
    public long Add(ReadOnlySpan<byte> text)
    {
        if (chunks.Count == 0 || chunks[^1].Length - used < text.Length)
        {
            chunks.Add(new byte[Math.Max(ChunkSize, text.Length)]);
            used = 0;
        }

        text.CopyTo(chunks[^1].AsSpan(used));
        var place = ((long)(chunks.Count - 1) << OffsetBits) | (long)used;
        used += text.Length;
        return place;
    }

    /// <summary>Returns the bytes from the place to the end of its array.</summary>
    public ReadOnlySpan<byte> From(long place) => chunks[(int)(place >> OffsetBits)].AsSpan((int)place & ((1 << OffsetBits) - 1));
}
