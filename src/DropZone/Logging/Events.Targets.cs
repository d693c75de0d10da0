using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

public static partial class Events
{
    /// <summary>Said once, when a target is found to be down; its jobs wait.</summary>
    [LoggerMessage(EventId = 3100, Level = LogLevel.Warning, EventName = nameof(TargetDown),
        Message = "{Feed}: target {Target} is down: {Reason}; jobs wait in working/{Feed} and go on when it answers, put the cause right")]
    public static partial void TargetDown(this ILogger logger, string feed, string target, string reason);

    /// <param name="outage">How long nobody got an answer.</param>
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, EventName = nameof(TargetUp),
        Message = "{Feed}: target {Target} answers again after {Outage}; the jobs that wait for it go on")]
    public static partial void TargetUp(this ILogger logger, string feed, string target, TimeSpan outage);

    /// <summary>Said once for each job, when it begins to wait.</summary>
    [LoggerMessage(EventId = 3102, Level = LogLevel.Information, EventName = nameof(JobWaits),
        Message = "{Feed}: {File} {Outcome}: it waits for target {Target}, job {Job}")]
    public static partial void JobWaits(this ILogger logger, string feed, string job, string file, string target, string outcome = "deferred");

    /// <summary>A target has the job's output.</summary>
    [LoggerMessage(EventId = 3103, Level = LogLevel.Debug, EventName = nameof(JobLoaded),
        Message = "{Feed}: {File} loaded into {Target}, job {Job}")]
    public static partial void JobLoaded(this ILogger logger, string feed, string job, string file, string target);

    /// <summary>A feed of strict order takes nothing more before somebody has looked after a job that failed.</summary>
    [LoggerMessage(EventId = 3110, Level = LogLevel.Warning, EventName = nameof(FeedHeld),
        Message = "{Feed}: later files wait in incoming, as their order is strict and job {Job} failed: retry it with dropzone failed retry, or take its folder out of failed/{Feed}")]
    public static partial void FeedHeld(this ILogger logger, string feed, string job);
}
