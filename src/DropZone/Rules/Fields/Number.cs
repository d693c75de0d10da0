namespace DropZone.Rules.Fields;

/// <summary>The value of a number: exact where 28 digits hold it, else as near as a double comes.</summary>
internal readonly record struct Number(double Nearest, decimal? Exact) : IComparable<Number>
{
    /// <summary>NaN sorts below every number, as in <see cref="double.CompareTo(double)"/>.</summary>
    public int CompareTo(Number other)
    {
        var order = Nearest.CompareTo(other.Nearest);
        return order == 0 && Exact is { } exact && other.Exact is { } bound ? exact.CompareTo(bound) : order;
    }
}
