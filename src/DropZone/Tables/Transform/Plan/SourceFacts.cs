namespace DropZone.Tables.Transform.Plan;

/// <summary>The facts of the delivery that templates can use: <c>{file.name}</c>, <c>{file.time}</c>, <c>{file.sha256}</c>, <c>{job}</c>.</summary>
/// <param name="FileName">The delivery's name, as shown to people.</param>
/// <param name="Modified">Its mtime.</param>
/// <param name="Sha256">The digest of its bytes, lower-case hex, computed on first use, before its first row is written.</param>
/// <param name="Job">The name of the job.</param>
public sealed record SourceFacts(string FileName, DateTimeOffset Modified, Lazy<string> Sha256, string Job);
