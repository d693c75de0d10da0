namespace DropZone.Tables.Transform.Options;

/// <summary>What becomes of a value that a table does not have.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Value">What takes its place, for <see cref="AbsentKind.Value"/>.</param>
public sealed record Absent(AbsentKind Kind, string Value = "");
