namespace DropZone.Tables.Schema;

/// <summary>A rule that cannot be compiled.</summary>
/// <param name="Path">The path in the rule set: <c>schema.fields[2].constraints.pattern</c>, <c>transform[0]</c>.</param>
/// <param name="Message">The problem and its remedy, as sentences.</param>
public sealed record RuleProblem(string Path, string Message);
