namespace DropZone.Tables.Validation.Checks;

/// <summary>How the cells of a type are read into values that compare by the rules of the type.</summary>
internal abstract class CellType<T>
    where T : struct, IComparable<T>, IEquatable<T>
{
    /// <summary>What it expects, for messages: <c>an integer such as 42</c>.</summary>
    public abstract string Expected { get; }

    public abstract bool TryRead(ReadOnlySpan<byte> cell, out T value);

    /// <summary>As <see cref="TryRead"/>, where the value itself is not wanted.</summary>
    public virtual bool IsValid(ReadOnlySpan<byte> cell) => TryRead(cell, out _);

    /// <summary>The same for equal values, different for others.</summary>
    public abstract UInt128 Digest(T value);
}
