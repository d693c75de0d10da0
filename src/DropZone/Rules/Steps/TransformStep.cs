namespace DropZone.Rules.Steps;

/// <summary>One declared transform step. A new step is a new record beside these, and a case in the compiler of the rules.</summary>
public abstract record TransformStep;
