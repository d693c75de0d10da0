namespace DropZone.Rules.Steps;

/// <summary>Gives columns new names: old name to new name.</summary>
public sealed record RenameStep(IReadOnlyDictionary<string, string> Names) : TransformStep;
