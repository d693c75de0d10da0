using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

public static partial class Events
{
    [LoggerMessage(EventId = 3000, Level = LogLevel.Information, EventName = nameof(JobClaimed),
        Message = "{Feed}: {File} claimed, {Size} bytes, job {Job}")]
    public static partial void JobClaimed(this ILogger logger, string feed, string job, string file, long size);

    /// <summary>The file changed while it was processed; what was made of it is thrown away and it is done again.</summary>
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, EventName = nameof(JobChanged),
        Message = "{Feed}: {File} changed after it was taken and is done again, job {Job}; "
            + "let the sender write under a name ending in .part and rename it, or lengthen the feed's settle")]
    public static partial void JobChanged(this ILogger logger, string feed, string job, string file);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Debug, EventName = nameof(JobSealed),
        Message = "{Feed}: {File} sealed, job {Job}")]
    public static partial void JobSealed(this ILogger logger, string feed, string job, string file);

    /// <param name="output">Where the output lies, relative to the zone.</param>
    [LoggerMessage(EventId = 3003, Level = LogLevel.Information, EventName = nameof(JobArchived),
        Message = "{Feed}: {File} {Outcome}: {RowsIn} rows in, {RowsOut} out, {RowsFiltered} filtered, {RowsDeduplicated} deduplicated, {Milliseconds} ms, output {Output}, job {Job}")]
    public static partial void JobArchived(
        this ILogger logger, string feed, string job, string file, long rowsIn, long rowsOut, long rowsFiltered, long rowsDeduplicated, long milliseconds,
        string output,
        string outcome = "archived");

    /// <param name="code">The name of the first error code.</param>
    /// <param name="errors">How many errors there are.</param>
    /// <param name="bundle">Where report.txt and the original lie, relative to the zone.</param>
    [LoggerMessage(EventId = 3004, Level = LogLevel.Warning, EventName = nameof(JobFailed),
        Message = "{Feed}: {File} {Outcome}: {Code} (errors: {Errors}); read {Bundle}/report.txt, which says what to do, job {Job}")]
    public static partial void JobFailed(
        this ILogger logger, string feed, string job, string file, string code, long errors, string bundle,
        string outcome = "failed");

    /// <summary>Something stands in the job's way that can pass.</summary>
    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning, EventName = nameof(JobDeferred),
        Message = "{Feed}: {File} {Outcome}: {Reason}; tried again in {Delay}, put the cause right meanwhile, job {Job}")]
    public static partial void JobDeferred(
        this ILogger logger, string feed, string job, string file, string reason, TimeSpan delay, string outcome = "deferred");

    /// <param name="output">Where the good rows lie, relative to the zone.</param>
    /// <param name="bundle">Where rejects.csv and report.txt lie, relative to the zone.</param>
    [LoggerMessage(EventId = 3006, Level = LogLevel.Warning, EventName = nameof(JobSplit),
        Message = "{Feed}: {File} {Outcome}: {RowsIn} rows in, {RowsOut} out, {RowsFiltered} filtered, {RowsDeduplicated} deduplicated, {RowsRejected} rejected, {Milliseconds} ms, output {Output}; "
            + "read {Bundle}/report.txt, mend rejects.csv beside it and retry the job, job {Job}")]
    public static partial void JobSplit(
        this ILogger logger, string feed, string job, string file, long rowsIn, long rowsOut, long rowsFiltered, long rowsDeduplicated, long rowsRejected,
        long milliseconds, string output, string bundle, string outcome = "split");

    /// <summary>An operator asked for a failed job once more.</summary>
    /// <param name="state">Where it begins: claimed, sealed, delivered.</param>
    [LoggerMessage(EventId = 3007, Level = LogLevel.Information, EventName = nameof(JobRetried),
        Message = "{Feed}: {File} is tried again as asked, {State}, job {Job}")]
    public static partial void JobRetried(this ILogger logger, string feed, string job, string file, string state);

    [LoggerMessage(EventId = 3008, Level = LogLevel.Warning, EventName = nameof(RetryRefused),
        Message = "{Feed}: job {Job} cannot be tried again: {Reason}; it waits in working/.retry, put the cause right")]
    public static partial void RetryRefused(this ILogger logger, string feed, string job, string reason);

    /// <summary>A command of a feed came to its end.</summary>
    /// <param name="program">As it is configured.</param>
    /// <param name="end">How it ended: <c>ended with exit code 0</c>.</param>
    [LoggerMessage(EventId = 3010, Level = LogLevel.Information, EventName = nameof(ProgramEnded),
        Message = "{Feed}: {Program} {End} after {Milliseconds} ms, job {Job}")]
    public static partial void ProgramEnded(this ILogger logger, string feed, string job, string program, string end, long milliseconds);

    /// <param name="earlier">The job that delivered the same content.</param>
    /// <param name="earlierFile">What it was called then.</param>
    [LoggerMessage(EventId = 3020, Level = LogLevel.Information, EventName = nameof(JobSkipped),
        Message = "{Feed}: {File} {Outcome}: the same content came as {EarlierFile} on {Time:yyyy-MM-dd HH:mm:ss}Z, job {Earlier}; archived, not delivered again, job {Job}")]
    public static partial void JobSkipped(
        this ILogger logger, string feed, string job, string file, string earlier, string earlierFile, DateTime time, string outcome = "skipped");

    /// <summary>The receipt of a sealed job cannot be read, but nothing has left it: it is validated once more.</summary>
    [LoggerMessage(EventId = 3009, Level = LogLevel.Warning, EventName = nameof(ReceiptDamaged),
        Message = "{Feed}: the receipt of job {Job} is damaged; nothing was delivered yet, so it is made again from the start: look at the disk")]
    public static partial void ReceiptDamaged(this ILogger logger, string feed, string job);
}
