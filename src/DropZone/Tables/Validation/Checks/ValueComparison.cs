namespace DropZone.Tables.Validation.Checks;

/// <summary>Compares values by the rules of their type: 9 is less than 10, 01 is 1.</summary>
internal sealed class ValueComparison<T>(CellType<T> type, ComparisonKind kind, T[] values) : CellComparison
    where T : struct, IComparable<T>, IEquatable<T>
{
    public override string Expected => type.Expected;

    public override bool TryCompare(ReadOnlySpan<byte> cell, out bool holds)
    {
        var isValue = type.TryRead(cell, out var value);
        holds = isValue && kind switch
        {
            ComparisonKind.Less => type.IsOrdered(value) && value.CompareTo(values[0]) < 0,
            ComparisonKind.AtMost => type.IsOrdered(value) && value.CompareTo(values[0]) <= 0,
            ComparisonKind.More => type.IsOrdered(value) && value.CompareTo(values[0]) > 0,
            ComparisonKind.AtLeast => type.IsOrdered(value) && value.CompareTo(values[0]) >= 0,
            ComparisonKind.NotEqual or ComparisonKind.NotIn => Array.IndexOf(values, value) < 0,
            _ => Array.IndexOf(values, value) >= 0,
        };
        return isValue;
    }
}
