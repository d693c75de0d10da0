using DropZone.Errors;
using DropZone.Linux;
using DropZone.Notifications;
using DropZone.Reports.Model;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using DropZone.Tables.Errors;

namespace DropZone.Jobs;

/// <summary>The only way of a job into the quarantine: the report is made, its notifications are queued, then the job fails.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="steps">The durable steps.</param>
/// <param name="records">Makes the report.</param>
/// <param name="notifications">Queues the notifications.</param>
internal sealed class JobQuarantine(JobFolder job, DurableSteps steps, JobRecords records, JobNotifications notifications)
{
    /// <summary>Quarantines a delivery unread.</summary>
    /// <param name="path">Of the delivery.</param>
    /// <param name="code">Why.</param>
    public JobResult.Failed Refuse(string path, ErrorCode code) => Refuse(path, code, records.RefusalMessage(code, path));

    /// <inheritdoc cref="Refuse(string, ErrorCode)"/>
    public JobResult.Failed Refuse(string path, ErrorCode code, string message)
    {
        // what cannot be opened can be neither synced nor digested: only its name is kept
        using var original = OpenedFile.TryOpen(path, out _);
        var status = StatusOf(path);
        return Fail(status.Kind == FileKind.Regular ? original : null, status, null, Rejection.Of(Stage.Ingest, code, message));
    }

    /// <summary>Quarantines a sealed job that a target did not accept. Its seal stays: a retry loads it only into the targets that do not have it.</summary>
    /// <param name="receipt">Of the job.</param>
    /// <param name="message">Which target, and why.</param>
    /// <param name="commandOutput">The end of what a command wrote to standard error; null if the target is no command.</param>
    /// <param name="place">The first refused row in the delivery; null if no row was refused or found.</param>
    public JobResult.Failed FailLoad(Receipt receipt, string message, string? commandOutput = null, TableError? place = null)
    {
        var rejection = Rejection.Of(Stage.Load, ErrorCode.LoadFailed, message, commandOutput);
        if (place is not null)
            rejection = rejection with { Result = rejection.Result with { Errors = [place with { Code = ErrorCode.LoadFailed, Message = message }] } };
        return Fail(null, StatusOf(PathOf(job)), receipt.File.Sha256, rejection with { Result = rejection.Result with { Rows = receipt.Rows } });
    }

    /// <summary>Quarantines the job with its reports.</summary>
    /// <param name="original">The delivery; null if it cannot be opened, or is durable already.</param>
    /// <param name="status">Its status.</param>
    /// <param name="digest">Its SHA-256, lower-case hex; null if it was not read to its end.</param>
    /// <param name="rejection">Why.</param>
    public JobResult.Failed Fail(OpenedFile? original, FileStatus status, string? digest, Rejection rejection)
    {
        var report = records.FailedReport(status, digest, rejection.Stage, rejection.Result, rejection.CommandOutput);
        // of a delivery that was not read, the reports have no values: its readers may see why
        var wasRead = digest is not null || rejection.Stage != Stage.Ingest;
        RightsLimit? limit = wasRead ? RightsLimit.At(PathOf(job)) : null;
        notifications.Failed(report, steps.Places.Failed(job), wasRead);
        steps.Fail.Quarantine(job, original, JobRecords.Reports(report), limit);
        return new JobResult.Failed(rejection.Result.Counts, rejection.Result.Rows, steps.Places.Failed(job));
    }

    private static string PathOf(JobFolder job)
    {
        job.State(out var contents);
        return $"{job.Folder}/{contents.Original}";
    }

    private static FileStatus StatusOf(string path) => FileStatus.At(path) ?? throw new LinuxException(SystemError.NotFound, "lstat", path);
}
