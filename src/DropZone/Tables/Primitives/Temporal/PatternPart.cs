namespace DropZone.Tables.Primitives.Temporal;

/// <summary>A directive of a strptime pattern, or one literal byte where <see cref="Directive"/> is NUL.</summary>
internal readonly record struct PatternPart(char Directive, byte Literal);
