namespace DropZone.Tables.Validation.Checks;

/// <summary>A value that those of a field may not pass, and what is wrong with one that does.</summary>
internal sealed record ValueBound<T>(T Value, CellFault Fault)
    where T : struct, IComparable<T>;
