namespace DropZone.Rules;

/// <summary>What a template may say of the delivery: <c>{file.name}</c>, <c>{job}</c>.</summary>
/// <param name="FileName">The delivery's name, as shown to people.</param>
/// <param name="Job">The name of the job.</param>
public sealed record SourceFacts(string FileName, string Job);
