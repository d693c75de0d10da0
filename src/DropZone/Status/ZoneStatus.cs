namespace DropZone.Status;

/// <summary>The state of a zone at one moment, on one screen or as JSON. Later versions add members, never change these.</summary>
/// <param name="Time">The moment, UTC.</param>
/// <param name="Zone">Its path.</param>
/// <param name="Service">Null: none runs.</param>
/// <param name="IsPartial">Some of it this user may not see: that is not counted.</param>
/// <param name="Free">Bytes of its disk that the service may still use.</param>
/// <param name="MinFree">With less nothing is taken.</param>
/// <param name="Unsorted">Files in <c>incoming/</c> itself, whose feed is found when they are taken.</param>
/// <param name="Feeds">Those that are configured, and those that have failed jobs.</param>
/// <param name="Targets">Those that are known to be down, or that jobs wait for.</param>
public sealed record ZoneStatus(
    DateTimeOffset Time, string Zone, ServiceStatus? Service, bool IsPartial, long Free, long MinFree, QueueStatus Unsorted,
    IReadOnlyList<FeedStatus> Feeds, IReadOnlyList<TargetStatus> Targets);
