using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

public static partial class Events
{
    [LoggerMessage(EventId = 1000, Level = LogLevel.Information, EventName = nameof(ServiceStarting),
        Message = "DropZone {Version} is starting on the zone {Zone}")]
    public static partial void ServiceStarting(this ILogger logger, string version, string zone);

    /// <param name="waiting">Deliveries that lie in the incoming folders.</param>
    /// <param name="recovered">Jobs that an earlier run left unfinished.</param>
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, EventName = nameof(ServiceReady),
        Message = "ready after {Seconds:0.000} s: {Waiting} deliveries waiting, {Recovered} jobs taken up again")]
    public static partial void ServiceReady(this ILogger logger, double seconds, int waiting, int recovered);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, EventName = nameof(ServiceStopping),
        Message = "stopping: no new deliveries are claimed, running jobs end or go back to where they began")]
    public static partial void ServiceStopping(this ILogger logger);

    /// <param name="done">Jobs archived by this run.</param>
    /// <param name="failed">Jobs failed in this run.</param>
    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, EventName = nameof(ServiceStopped),
        Message = "stopped; since the start {Done} jobs were archived and {Failed} failed")]
    public static partial void ServiceStopped(this ILogger logger, long done, long failed);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Information, EventName = nameof(ZoneCreated),
        Message = "made a new zone in {Zone}")]
    public static partial void ZoneCreated(this ILogger logger, string zone);

    /// <param name="type">The file system's type, as <c>/proc/self/mountinfo</c> names it.</param>
    [LoggerMessage(EventId = 1005, Level = LogLevel.Warning, EventName = nameof(ZoneOnUnsafeFileSystem),
        Message = "the zone {Zone} lies on {Type}, for which nothing is promised after a power cut; "
            + "move it to a local ext4, xfs or btrfs")]
    public static partial void ZoneOnUnsafeFileSystem(this ILogger logger, string zone, string type);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning, EventName = nameof(FaultSeamArmed),
        Message = "the test fault {Seam} is armed: this process will break on purpose; "
            + "unset it in the environment unless this is a test")]
    public static partial void FaultSeamArmed(this ILogger logger, string seam);

    /// <summary>Once for each complaint.</summary>
    [LoggerMessage(EventId = 1007, Level = LogLevel.Error, EventName = nameof(ConfigurationRefused),
        Message = "the configuration is refused: {Complaint}")]
    public static partial void ConfigurationRefused(this ILogger logger, string complaint);

    [LoggerMessage(EventId = 1008, Level = LogLevel.Error, EventName = nameof(ZoneHeld),
        Message = "the zone {Zone} is held by another instance, process {Holder}; "
            + "stop that one, or give this one a zone of its own")]
    public static partial void ZoneHeld(this ILogger logger, string zone, string holder);

    [LoggerMessage(EventId = 1009, Level = LogLevel.Error, EventName = nameof(ZoneUnusable),
        Message = "the zone {Zone} cannot be used: {Reason}; put that right and start again")]
    public static partial void ZoneUnusable(this ILogger logger, string zone, string reason);

    [LoggerMessage(EventId = 1010, Level = LogLevel.Warning, EventName = nameof(HeartbeatFailed),
        Message = "the heartbeat in state/boot.json cannot be written: {Reason}; look at the disk of the zone")]
    public static partial void HeartbeatFailed(this ILogger logger, string reason);

    /// <summary>Something in the configuration is not wrong, but should not be.</summary>
    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning, EventName = nameof(ConfigurationWarning), Message = "{Complaint}")]
    public static partial void ConfigurationWarning(this ILogger logger, string complaint);

    /// <param name="feeds">Their names.</param>
    /// <param name="waiting">Deliveries that lie in the incoming folders.</param>
    /// <param name="takenUp">Jobs that were stopped for it.</param>
    [LoggerMessage(EventId = 1012, Level = LogLevel.Information, EventName = nameof(ConfigurationReloaded),
        Message = "the new configuration is in force after {Seconds:0.000} s; feeds: {Feeds}; {Waiting} deliveries waiting, {TakenUp} jobs taken up again")]
    public static partial void ConfigurationReloaded(this ILogger logger, string feeds, double seconds, int waiting, int takenUp);

    /// <summary>After its complaints.</summary>
    [LoggerMessage(EventId = 1013, Level = LogLevel.Error, EventName = nameof(ReloadRefused),
        Message = "the configuration in {Folder} was not taken over, the one before it stays in force; mend what is said above and reload again")]
    public static partial void ReloadRefused(this ILogger logger, string folder);

    /// <summary>Only where systemd waits for signs of life.</summary>
    [LoggerMessage(EventId = 1014, Level = LogLevel.Error, EventName = nameof(ServiceStuck),
        Message = "the service is stuck: {Complaint}; systemd gets no sign of life until that changes, and will start the service again; look at the disk of the zone")]
    public static partial void ServiceStuck(this ILogger logger, string complaint);
}
