using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

public static partial class Events
{
    /// <param name="state">What its folder showed: claimed, sealed, loaded, failing.</param>
    [LoggerMessage(EventId = 4000, Level = LogLevel.Information, EventName = nameof(JobRecovered),
        Message = "{Feed}: job {Job} was left {State} by an earlier run and is taken up again")]
    public static partial void JobRecovered(this ILogger logger, string feed, string job, string state);

    /// <param name="number">1 for the first attempt that is counted; the third fails as poison.</param>
    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, EventName = nameof(JobAttempt),
        Message = "{Feed}: job {Job} was running when the service broke off and is tried alone, attempt {Number}; "
            + "after the second it fails as poison: if the service was killed for memory, give it more")]
    public static partial void JobAttempt(this ILogger logger, string feed, string job, int number);

    /// <param name="heartbeat">The last sign of life before the machine went down, UTC.</param>
    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, EventName = nameof(UncleanBoot),
        Message = "the machine went down without stopping the service, last sign of life {Heartbeat:yyyy-MM-dd HH:mm:ss} UTC; "
            + "deliveries touched in the last minute before fail as upload-unconfirmed: ask their senders to send them again")]
    public static partial void UncleanBoot(this ILogger logger, DateTimeOffset heartbeat);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, EventName = nameof(JobLeftAlone),
        Message = "{Feed}: the folder of job {Job} holds no delivery and cannot be removed: {Reason}; look into it and remove it")]
    public static partial void JobLeftAlone(this ILogger logger, string feed, string job, string reason);
}
