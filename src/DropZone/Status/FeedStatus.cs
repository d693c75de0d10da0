namespace DropZone.Status;

/// <summary>What there is of a feed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Waiting">In its incoming folder.</param>
/// <param name="Working">Under way: claimed, or waiting for a target.</param>
/// <param name="Jobs">The first of those.</param>
/// <param name="DoneToday">Archived of what was claimed today, UTC.</param>
/// <param name="FailedToday">Of what was claimed today, UTC, and lies in the quarantine.</param>
/// <param name="Failed">All that lies in the quarantine.</param>
/// <param name="LastError">The newest of it; null: none lies there.</param>
public sealed record FeedStatus(
    string Name, QueueStatus Waiting, long Working, IReadOnlyList<JobStatus> Jobs, long DoneToday, long FailedToday, long Failed, LastErrorStatus? LastError);
