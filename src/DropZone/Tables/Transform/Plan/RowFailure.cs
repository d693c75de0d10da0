namespace DropZone.Tables.Transform.Plan;

/// <summary>The reason for the failure of a step on a row.</summary>
/// <param name="Slot">The cell; below the number of the file's columns it is a column of the file.</param>
/// <param name="Column">The column's name at that step.</param>
/// <param name="Message">The defect and its remedy.</param>
internal readonly record struct RowFailure(int Slot, string Column, string Message);
