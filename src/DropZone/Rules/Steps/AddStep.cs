namespace DropZone.Rules.Steps;

/// <summary>Appends columns: name to template. A template is text with the placeholders of <see cref="SourceFacts"/>.</summary>
public sealed record AddStep(IReadOnlyDictionary<string, string> Columns) : TransformStep;
