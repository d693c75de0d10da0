namespace DropZone.Rules.Steps;

/// <summary>
/// Writes dates anew: column to strptime pattern of the output. They are read in the format of the column's schema field
/// (ISO 8601 where it has none).
/// </summary>
public sealed record DateStep(IReadOnlyDictionary<string, string> Formats) : TransformStep;
