using DropZone.Errors;

namespace DropZone.Spool.Records;

/// <summary>A line of <c>audit.jsonl</c> in a job's folder: what somebody did to the job by hand. Later versions add members, never change these.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Action">What.</param>
/// <param name="By">Who, by the name he logged in with.</param>
/// <param name="Reason">Why, in his words; null: he gave none.</param>
/// <param name="Codes">What was wrong with it at that time, as names of <see cref="ErrorCode"/>, the most frequent first.</param>
/// <param name="File">Its content, as it was when it was removed or replaced; null: it was not.</param>
public sealed record AuditEntry(DateTimeOffset Time, AuditAction Action, string By, string? Reason, IReadOnlyList<string> Codes, AuditedFile? File);
