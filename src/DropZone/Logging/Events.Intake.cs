using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

public static partial class Events
{
    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, EventName = nameof(WatcherStarted),
        Message = "watching {Folder}")]
    public static partial void WatcherStarted(this ILogger logger, string folder);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, EventName = nameof(WatcherFailed),
        Message = "the watcher of {Folder} failed: {Reason}; the rescan finds deliveries meanwhile, and a new watcher is being made; "
            + "if this goes on, see the limits in /proc/sys/fs/inotify")]
    public static partial void WatcherFailed(this ILogger logger, string folder, string reason);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, EventName = nameof(WatcherRestored),
        Message = "watching {Folder} again")]
    public static partial void WatcherRestored(this ILogger logger, string folder);

    /// <summary>A rescan found names that the watcher should have told of.</summary>
    [LoggerMessage(EventId = 2003, Level = LogLevel.Information, EventName = nameof(WatcherMissedFiles),
        Message = "the rescan found {Count} deliveries in {Folder} that the watcher had not told of")]
    public static partial void WatcherMissedFiles(this ILogger logger, string folder, int count);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Error, EventName = nameof(FolderMissing),
        Message = "{Folder} is gone: nothing can be delivered there; make it again, or mount it")]
    public static partial void FolderMissing(this ILogger logger, string folder);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Information, EventName = nameof(FolderBack),
        Message = "{Folder} is back")]
    public static partial void FolderBack(this ILogger logger, string folder);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Debug, EventName = nameof(DeliverySeen),
        Message = "{Folder}/{File} seen")]
    public static partial void DeliverySeen(this ILogger logger, string folder, string file);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Debug, EventName = nameof(DeliveryWaiting),
        Message = "{Folder}/{File} is not taken yet: {Reason}")]
    public static partial void DeliveryWaiting(this ILogger logger, string folder, string file, string reason);

    [LoggerMessage(EventId = 2008, Level = LogLevel.Warning, EventName = nameof(HardLinkIgnored),
        Message = "{Folder}/{File} has {Links} hard links and is not taken, as it could be changed by its other names; "
            + "let the sender copy or rename it instead, or remove the other links")]
    public static partial void HardLinkIgnored(this ILogger logger, string folder, string file, long links);

    /// <summary>Once for each entry.</summary>
    /// <param name="kind">What it is: folder, symbolic link, FIFO, socket, device.</param>
    [LoggerMessage(EventId = 2009, Level = LogLevel.Information, EventName = nameof(EntryIgnored),
        Message = "{Folder}/{File} is a {Kind}, not a regular file, and is left alone")]
    public static partial void EntryIgnored(this ILogger logger, string folder, string file, string kind);

    [LoggerMessage(EventId = 2010, Level = LogLevel.Warning, EventName = nameof(LeaseUnavailable),
        Message = "leases do not work in {Folder}: {Reason}; a delivery is taken only when two looks some time apart find it the same; "
            + "a local file system, or CAP_LEASE for the service, makes it quick and sure")]
    public static partial void LeaseUnavailable(this ILogger logger, string folder, string reason);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, EventName = nameof(UnknownFeedFolder),
        Message = "no feed belongs to {Folder}; what is dropped there fails as no-feed: configure the feed or remove the folder")]
    public static partial void UnknownFeedFolder(this ILogger logger, string folder);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Warning, EventName = nameof(DiskNearlyFull),
        Message = "the disk of the zone is nearly full, {FreeBytes} bytes free, below the {MinimumBytes} of min-free: "
            + "nothing more is claimed until there is room; free some space")]
    public static partial void DiskNearlyFull(this ILogger logger, long freeBytes, long minimumBytes);

    [LoggerMessage(EventId = 2013, Level = LogLevel.Information, EventName = nameof(DiskHasRoom),
        Message = "the disk of the zone has room again, {FreeBytes} bytes free: claiming goes on")]
    public static partial void DiskHasRoom(this ILogger logger, long freeBytes);

    [LoggerMessage(EventId = 2014, Level = LogLevel.Warning, EventName = nameof(ClaimRefused),
        Message = "{Folder}/{File} cannot be taken: {Reason}; it stays where it is and is tried again; "
            + "the service's user needs write permission in the folder, and the folder must not be sticky")]
    public static partial void ClaimRefused(this ILogger logger, string folder, string file, string reason);

    [LoggerMessage(EventId = 2015, Level = LogLevel.Error, EventName = nameof(ClaimsPaused),
        Message = "nothing can be claimed: {Reason}; deliveries stay in incoming and are tried again every second; look at the disk of the zone")]
    public static partial void ClaimsPaused(this ILogger logger, string reason);

    [LoggerMessage(EventId = 2016, Level = LogLevel.Information, EventName = nameof(ClaimsResumed),
        Message = "claiming works again")]
    public static partial void ClaimsResumed(this ILogger logger);

    /// <summary>Said once for each deadline.</summary>
    [LoggerMessage(EventId = 2100, Level = LogLevel.Warning, EventName = nameof(FeedOverdue),
        Message = "{Feed}: {Outcome}: {Came} of {Expected} files came by {By}; ask their sender")]
    public static partial void FeedOverdue(this ILogger logger, string feed, int came, int expected, string by, string outcome = "overdue");

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, EventName = nameof(FeedArrived),
        Message = "{Feed}: what was expected by {By} has come: {Came} files")]
    public static partial void FeedArrived(this ILogger logger, string feed, int came, string by);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, EventName = nameof(ExpectationNotKnown),
        Message = "{Feed}: whether its files have come cannot be found out: {Reason}; look at the disk of the zone")]
    public static partial void ExpectationNotKnown(this ILogger logger, string feed, string reason);
}
