using DropZone.Errors;

namespace DropZone.Notifications.Messages;

/// <summary>A quarantined job that is not resolved yet.</summary>
/// <param name="Feed">Its feed.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Handle">The short name that an operator types for it.</param>
/// <param name="File">The delivery's name for display.</param>
/// <param name="Since">When it failed, UTC.</param>
/// <param name="Code">Its most frequent error code; null: the report is missing.</param>
/// <param name="Count">The number of errors with that code.</param>
public sealed record UnresolvedJob(string Feed, string Job, string Handle, string File, DateTimeOffset Since, ErrorCode? Code, long Count);
