using DropZone.Errors;

namespace DropZone.Notifications.Messages;

/// <summary>A folder in the quarantine that nobody has seen to.</summary>
/// <param name="Feed">Whose it is.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Handle">What an operator types to mean it.</param>
/// <param name="File">The delivery's name as shown to people.</param>
/// <param name="Since">When it failed, UTC.</param>
/// <param name="Code">Its most frequent error; null: its report is missing.</param>
/// <param name="Count">How many of these.</param>
public sealed record UnresolvedJob(string Feed, string Job, string Handle, string File, DateTimeOffset Since, ErrorCode? Code, long Count);
