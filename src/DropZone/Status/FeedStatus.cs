namespace DropZone.Status;

/// <summary>The state of a feed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Waiting">The files in its incoming folder.</param>
/// <param name="Working">The number of active jobs: claimed, or waiting for a target.</param>
/// <param name="Jobs">The first of the active jobs.</param>
/// <param name="DoneToday">The number of jobs claimed today (UTC) and archived.</param>
/// <param name="FailedToday">The number of jobs claimed today (UTC) and in the quarantine.</param>
/// <param name="Failed">The number of all jobs in the quarantine.</param>
/// <param name="LastError">The newest job in the quarantine; null: there are none.</param>
public sealed record FeedStatus(
    string Name, QueueStatus Waiting, long Working, IReadOnlyList<JobStatus> Jobs, long DoneToday, long FailedToday, long Failed, LastErrorStatus? LastError);
