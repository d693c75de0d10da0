namespace DropZone.Tables.Schema;

/// <summary>A rule that cannot be compiled.</summary>
/// <param name="Path">Where, below the rule set: <c>schema.fields[2].constraints.pattern</c>, <c>transform[0]</c>.</param>
/// <param name="Message">What is wrong and what to write instead; one sentence.</param>
public sealed record RuleProblem(string Path, string Message);
