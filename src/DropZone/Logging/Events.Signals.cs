using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

public static partial class Events
{
    [LoggerMessage(EventId = 6000, Level = LogLevel.Information, EventName = nameof(NotificationSent),
        Message = "notifier {Notifier}: told {Place}: {Subject}")]
    public static partial void NotificationSent(this ILogger logger, string notifier, string place, string subject);

    /// <summary>Said once, when a notifier cannot be told; nothing is lost meanwhile.</summary>
    [LoggerMessage(EventId = 6001, Level = LogLevel.Warning, EventName = nameof(NotifierDown),
        Message = "notifier {Notifier}: {Place} cannot be told: {Reason}; notifications wait in state/notify/{Notifier} and are tried again, put the cause right")]
    public static partial void NotifierDown(this ILogger logger, string notifier, string place, string reason);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Information, EventName = nameof(NotifierUp),
        Message = "notifier {Notifier}: {Place} is told again, and what waits follows")]
    public static partial void NotifierUp(this ILogger logger, string notifier, string place);

    /// <summary>A message that will never be taken does not hold up the others.</summary>
    [LoggerMessage(EventId = 6003, Level = LogLevel.Error, EventName = nameof(NotificationRefused),
        Message = "notifier {Notifier}: {Place} does not take a message, and it is dropped: {Reason}; look yourself: {Subject}")]
    public static partial void NotificationRefused(this ILogger logger, string notifier, string place, string reason, string subject);

    [LoggerMessage(EventId = 6004, Level = LogLevel.Warning, EventName = nameof(NotificationsGivenUp),
        Message = "notifier {Notifier}: {Place} could not be told of {Count} things within give-up ({GiveUp}), and they are dropped: look into failed")]
    public static partial void NotificationsGivenUp(this ILogger logger, string notifier, string place, int count, TimeSpan giveUp);

    [LoggerMessage(EventId = 6005, Level = LogLevel.Warning, EventName = nameof(NotifierUnknown),
        Message = "{Count} notifications wait for the notifier {Notifier}, which is not configured any more: configure it again, or remove state/notify/{Notifier}")]
    public static partial void NotifierUnknown(this ILogger logger, string notifier, int count);

    /// <summary>The job that it is about goes on: the journal has what happened to it.</summary>
    [LoggerMessage(EventId = 6006, Level = LogLevel.Warning, EventName = nameof(NotificationNotQueued),
        Message = "notifier {Notifier} is not told of this: {Subject}; it could not be written: {Reason}; look at the disk of the zone")]
    public static partial void NotificationNotQueued(this ILogger logger, string notifier, string subject, string reason);

    [LoggerMessage(EventId = 6007, Level = LogLevel.Warning, EventName = nameof(NotificationsOverflow),
        Message = "notifier {Notifier}: {Most} notifications wait, and more are not kept: put right what keeps it from being told")]
    public static partial void NotificationsOverflow(this ILogger logger, string notifier, int most);

    [LoggerMessage(EventId = 6008, Level = LogLevel.Debug, EventName = nameof(ReplyWritten),
        Message = "notifier {Notifier}: answered in {Place}: {Subject}")]
    public static partial void ReplyWritten(this ILogger logger, string notifier, string place, string subject);
}
