namespace DropZone.Tables.Transform.Plan;

/// <summary>What a template may say of the delivery: <c>{file.name}</c>, <c>{file.time}</c>, <c>{file.sha256}</c>, <c>{job}</c>.</summary>
/// <param name="FileName">The delivery's name, as shown to people.</param>
/// <param name="Modified">Its mtime.</param>
/// <param name="Sha256">Of its bytes, lower-case hex; made when it is first asked for, before its first row is written.</param>
/// <param name="Job">The name of the job.</param>
public sealed record SourceFacts(string FileName, DateTimeOffset Modified, Lazy<string> Sha256, string Job);
