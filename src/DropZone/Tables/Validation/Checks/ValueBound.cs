namespace DropZone.Tables.Validation.Checks;

/// <summary>A bound of the values of a field, and the fault of values beyond it.</summary>
internal sealed record ValueBound<T>(T Value, CellFault Fault)
    where T : struct, IComparable<T>;
