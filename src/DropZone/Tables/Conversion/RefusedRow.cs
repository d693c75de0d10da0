namespace DropZone.Tables.Conversion;

/// <summary>A row of an output that a target does not accept.</summary>
/// <param name="Column">The column of the output; null: several, or an unknown one.</param>
/// <param name="Message">Which target, and why, without cells.</param>
public sealed record RefusedRow(string? Column, string Message);
