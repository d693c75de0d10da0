namespace DropZone.Tables.Validation.Checks;

/// <summary>Parses the cells of a type into values that compare by the rules of the type.</summary>
internal abstract class CellType<T>
    where T : struct, IComparable<T>, IEquatable<T>
{
    /// <summary>The expected value, for messages: <c>an integer such as 42</c>.</summary>
    public abstract string Expected { get; }

    public abstract bool TryRead(ReadOnlySpan<byte> cell, out T value);

    /// <summary>Like <see cref="TryRead"/>, without returning the value.</summary>
    public virtual bool IsValid(ReadOnlySpan<byte> cell) => TryRead(cell, out _);

    /// <summary>Reads a value in the rules, which does not depend on a file.</summary>
    public virtual bool TryReadDeclared(ReadOnlySpan<byte> text, out T value) => TryRead(text, out value);

    /// <summary>Returns why a cell that cannot be read is not certain: a sentence without its subject, and the remedy, the same for all cells. Null: it is no value of the type.</summary>
    public virtual string? Doubt(ReadOnlySpan<byte> cell) => null;

    /// <summary>Whether the value is less than, equal to or greater than every other one: NaN is not (IEEE 754, 5.11).</summary>
    public virtual bool IsOrdered(T value) => true;

    /// <summary>Returns a digest that is equal for equal values only.</summary>
    public abstract UInt128 Digest(T value);
}
