namespace DropZone.Tables.Transform.Options;

/// <summary>A secret of bytes, which no text shows.</summary>
public sealed class HashKey(byte[] bytes)
{
    /// <summary>What a key has at least: 128 bits.</summary>
    public const int LeastBytes = 16;

    internal ReadOnlySpan<byte> Bytes => bytes;

    public override string ToString() => "a key";
}
