namespace DropZone.Tables.Validation.Checks;

/// <summary>A condition on the cells of a column.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Kind">The comparison.</param>
/// <param name="Values">The values to compare with, in the format of the column's field; one, except for lists.</param>
public sealed record Comparison(string Column, ComparisonKind Kind, IReadOnlyList<string> Values);
