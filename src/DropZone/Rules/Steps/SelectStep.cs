namespace DropZone.Rules.Steps;

/// <summary>Keeps these columns, in this order.</summary>
public sealed record SelectStep(IReadOnlyList<string> Columns) : TransformStep;
