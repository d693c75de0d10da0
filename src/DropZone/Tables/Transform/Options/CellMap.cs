namespace DropZone.Tables.Transform.Options;

/// <summary>A small table from value to value.</summary>
/// <param name="Values">Cell to new cell; compared byte by byte.</param>
/// <param name="Absent">What becomes of a value that is not in it.</param>
public sealed record CellMap(IReadOnlyDictionary<string, string> Values, Absent Absent);
