using DropZone.Errors;

namespace DropZone.Spool.Records;

/// <summary>A line of <c>audit.jsonl</c> in a job's folder: an action of an operator on the job. Later versions add members, never change these.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Action">What.</param>
/// <param name="By">Who, by login name.</param>
/// <param name="Reason">Why, as the operator wrote it; null if no reason was given.</param>
/// <param name="Codes">Its error codes at that time, as names of <see cref="ErrorCode"/>, the most frequent first.</param>
/// <param name="File">Its content before it was removed or replaced; null if it was not.</param>
public sealed record AuditEntry(DateTimeOffset Time, AuditAction Action, string By, string? Reason, IReadOnlyList<string> Codes, AuditedFile? File);
