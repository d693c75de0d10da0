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
