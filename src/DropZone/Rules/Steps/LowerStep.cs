namespace DropZone.Rules.Steps;

/// <summary>Puts the cells of these columns in lower case (Unicode simple mapping, culture-invariant).</summary>
public sealed record LowerStep(IReadOnlyList<string> Columns) : TransformStep;
