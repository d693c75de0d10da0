namespace DropZone.Tables.Transform.Options;

/// <summary>A secret key, which is never printed.</summary>
public sealed class HashKey(byte[] bytes)
{
    /// <summary>The minimum length of a key in bytes: 128 bits.</summary>
    public const int LeastBytes = 16;

    internal ReadOnlySpan<byte> Bytes => bytes;

    public override string ToString() => "a key";
}
