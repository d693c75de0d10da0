namespace DropZone.Tables.Primitives.Numbers;

/// <summary>The value of an integer.</summary>
/// <param name="Value">Up to 128 bits.</param>
/// <param name="Long">One beyond; null: it is not.</param>
internal readonly record struct Whole(Int128 Value, LongNumber? Long = null) : IComparable<Whole>
{
    public int CompareTo(Whole other)
    {
        if (Long is null)
            return other.Long is null ? Value.CompareTo(other.Value) : -other.Long.Sign;
        return other.Long is null ? Long.Sign : Long.CompareTo(other.Long);
    }

    public bool Equals(Whole other) => CompareTo(other) == 0;

    public override int GetHashCode() => Value.GetHashCode();
}
