namespace DropZone.Tables.Validation.Checks;

/// <summary>The constraints on the values of a field, each with its fault.</summary>
internal sealed class ValueBounds<T>
    where T : struct, IComparable<T>, IEquatable<T>
{
    public ValueBound<T>? Minimum { get; init; }

    public ValueBound<T>? Maximum { get; init; }

    public ValueBound<T>? ExclusiveMinimum { get; init; }

    public ValueBound<T>? ExclusiveMaximum { get; init; }

    public (T[] Values, CellFault Fault)? Enum { get; init; }

    public (T[] Values, CellFault Fault)? Categories { get; init; }

    public bool Any => Minimum is not null || Maximum is not null || ExclusiveMinimum is not null || ExclusiveMaximum is not null
        || Enum is not null || Categories is not null;

    /// <param name="value">The value.</param>
    /// <param name="isOrdered">If not, it is within no bound.</param>
    /// <param name="inspection">Receives the faults.</param>
    public void Inspect(T value, bool isOrdered, CellInspection inspection)
    {
        if (isOrdered)
            InspectOrder(value, inspection);
        else if ((Minimum ?? Maximum ?? ExclusiveMinimum ?? ExclusiveMaximum) is { } bound)
            inspection.Faults.Add(bound.Fault);
        if (Enum is { } allowed && Array.IndexOf(allowed.Values, value) < 0)
            inspection.Faults.Add(allowed.Fault);
        if (Categories is { } categories && Array.IndexOf(categories.Values, value) < 0)
            inspection.Faults.Add(categories.Fault);
    }

    private void InspectOrder(T value, CellInspection inspection)
    {
        if (Minimum is { } minimum && value.CompareTo(minimum.Value) < 0)
            inspection.Faults.Add(minimum.Fault);
        if (Maximum is { } maximum && value.CompareTo(maximum.Value) > 0)
            inspection.Faults.Add(maximum.Fault);
        if (ExclusiveMinimum is { } above && value.CompareTo(above.Value) <= 0)
            inspection.Faults.Add(above.Fault);
        if (ExclusiveMaximum is { } below && value.CompareTo(below.Value) >= 0)
            inspection.Faults.Add(below.Fault);
    }
}

/// <summary>A bound of the values of a field, and the fault of values beyond it.</summary>
internal sealed record ValueBound<T>(T Value, CellFault Fault)
    where T : struct, IComparable<T>;
