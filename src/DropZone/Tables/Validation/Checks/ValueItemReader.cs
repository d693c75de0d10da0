namespace DropZone.Tables.Validation.Checks;

/// <summary>Reads items of a type that is not text.</summary>
internal sealed class ValueItemReader<T>(CellType<T> type) : ItemReader
    where T : struct, IComparable<T>, IEquatable<T>
{
    public override bool IsValid(ReadOnlySpan<byte> item) => type.IsValid(item);

    public override bool TryDigest(ReadOnlySpan<byte> item, out UInt128 digest)
    {
        var read = type.TryRead(item, out var value);
        digest = read ? type.Digest(value) : 0;
        return read;
    }
}
