namespace DropZone.Rules.Steps;

/// <summary>Removes white space around the cells of these columns.</summary>
public sealed record TrimStep(IReadOnlyList<string> Columns) : TransformStep;
