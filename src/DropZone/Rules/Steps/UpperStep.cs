namespace DropZone.Rules.Steps;

/// <summary>Puts the cells of these columns in upper case (Unicode simple mapping, culture-invariant).</summary>
public sealed record UpperStep(IReadOnlyList<string> Columns) : TransformStep;
