namespace DropZone.Status;

/// <summary>The state of a zone at one moment. Later versions may add members, never change these.</summary>
/// <param name="Time">The time of the query, UTC.</param>
/// <param name="Zone">Its path.</param>
/// <param name="Service">The service; null: none is running.</param>
/// <param name="IsPartial">Whether some folders are unreadable for this user and not counted.</param>
/// <param name="Free">The free bytes on its disk that the service may use.</param>
/// <param name="MinFree">The free bytes below which no files are claimed.</param>
/// <param name="Unsorted">Files in <c>incoming/</c> itself, whose feed is determined when they are claimed.</param>
/// <param name="Feeds">The configured feeds and those with failed jobs.</param>
/// <param name="Targets">The targets known to be down or that jobs are waiting for.</param>
public sealed record ZoneStatus(
    DateTimeOffset Time, string Zone, ServiceStatus? Service, bool IsPartial, long Free, long MinFree, QueueStatus Unsorted,
    IReadOnlyList<FeedStatus> Feeds, IReadOnlyList<TargetStatus> Targets);

/// <summary>The service that runs on the zone.</summary>
/// <param name="Process">Its process id.</param>
/// <param name="Version">The program version.</param>
/// <param name="Since">When it started, UTC.</param>
/// <param name="Complaint">What prevents it from claiming files; null: nothing.</param>
/// <param name="ReloadsOnHangUp">Whether SIGHUP reloads the configuration; on a terminal it ends the service.</param>
public sealed record ServiceStatus(int Process, string Version, DateTimeOffset Since, string? Complaint, bool ReloadsOnHangUp);

/// <summary>The files in a folder of <c>incoming/</c>.</summary>
/// <param name="Count">The number of files.</param>
/// <param name="Oldest">The arrival time of the oldest; null: there are none.</param>
public sealed record QueueStatus(long Count, DateTimeOffset? Oldest);

/// <summary>The state of a feed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Waiting">The files in its incoming folder.</param>
/// <param name="Working">The number of active jobs: claimed, or waiting for a target.</param>
/// <param name="Jobs">The first of the active jobs.</param>
/// <param name="DoneToday">The number of jobs claimed today (UTC) and archived.</param>
/// <param name="FailedToday">The number of jobs claimed today (UTC) and in the quarantine.</param>
/// <param name="Failed">The number of all jobs in the quarantine.</param>
/// <param name="LastError">The newest job in the quarantine; null: there are none.</param>
/// <param name="Outage">Why it does not run; null: it runs, or no service is running.</param>
public sealed record FeedStatus(
    string Name, QueueStatus Waiting, long Working, IReadOnlyList<JobStatus> Jobs, long DoneToday, long FailedToday, long Failed, LastErrorStatus? LastError,
    OutageStatus? Outage);

/// <summary>Why a feed does not run.</summary>
/// <param name="Since">When the service found that, UTC.</param>
/// <param name="Reason">The folder, the reason and the remedy.</param>
public sealed record OutageStatus(DateTimeOffset Since, string Reason);

/// <summary>An active job.</summary>
/// <param name="Job">Its name.</param>
/// <param name="File">The delivery's safe name.</param>
/// <param name="Since">When it was claimed, UTC.</param>
/// <param name="WaitsFor">The target that it is waiting for; null: none.</param>
/// <param name="Read">The number of bytes read so far; null: the delivery is not being read.</param>
/// <param name="Size">The size of the delivery in bytes.</param>
/// <param name="Seconds">The time since reading began, in seconds.</param>
public sealed record JobStatus(string Job, string File, DateTimeOffset Since, string? WaitsFor, long? Read, long? Size, double? Seconds);

/// <summary>The state of a target of a feed.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Target">The target's name.</param>
/// <param name="DownSince">When it was first found to be down, UTC; null: not known to be down.</param>
/// <param name="Reason">Why it is down.</param>
/// <param name="NextTry">When it is tried again, UTC; null: with the next job.</param>
/// <param name="Jobs">The number of jobs waiting for it.</param>
public sealed record TargetStatus(string Feed, string Target, DateTimeOffset? DownSince, string? Reason, DateTimeOffset? NextTry, int Jobs);

/// <summary>A failed job, or the rejected rows of a split.</summary>
/// <param name="Job">Its name.</param>
/// <param name="File">The delivery's safe name.</param>
/// <param name="Claimed">When it was claimed, UTC.</param>
/// <param name="Code">Its most frequent error code; null: the report is missing.</param>
/// <param name="Count">The number of errors with that code.</param>
public sealed record LastErrorStatus(string Job, string File, DateTimeOffset Claimed, string? Code, long Count);
