using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

public static partial class Events
{
    /// <param name="aside">Where the damaged file lies now, relative to the zone.</param>
    [LoggerMessage(EventId = 5000, Level = LogLevel.Warning, EventName = nameof(LedgerDamaged),
        Message = "the ledger is damaged: {Reason}; it was set aside as {Aside} and is made anew from the archive: look at the disk, then remove that file")]
    public static partial void LedgerDamaged(this ILogger logger, string reason, string aside);

    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, EventName = nameof(LedgerRebuilt),
        Message = "the ledger was made anew from the archive in {Seconds:0.000} s: {Jobs} jobs, {Keys} record keys, {OutOfReach} out of reach")]
    public static partial void LedgerRebuilt(this ILogger logger, long jobs, long keys, double seconds, long outOfReach);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Warning, EventName = nameof(LedgerOutOfReach),
        Message = "{Feed}: the archived job {Job} is out of the ledger's reach: {Reason}; what it held may be delivered again if it is sent again")]
    public static partial void LedgerOutOfReach(this ILogger logger, string feed, string job, string reason);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Information, EventName = nameof(LedgerReplayed),
        Message = "the ledger lacked {Jobs} jobs that were archived just before the machine went down, and has them again")]
    public static partial void LedgerReplayed(this ILogger logger, long jobs);
}
