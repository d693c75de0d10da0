namespace DropZone.Tables.Validation.Checks;

/// <summary>Reads the items of a list.</summary>
internal abstract class ItemReader
{
    public abstract bool IsValid(ReadOnlySpan<byte> item);

    /// <summary>Returns a digest that is equal for equal items only, or false if the item is not of the type.</summary>
    public abstract bool TryDigest(ReadOnlySpan<byte> item, out UInt128 digest);
}
