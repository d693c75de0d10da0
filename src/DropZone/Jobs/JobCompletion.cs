using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Notifications;
using DropZone.Reports.Json;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using Microsoft.Extensions.Logging;

namespace DropZone.Jobs;

/// <summary>Ends a job whose targets have its output: rejects to the quarantine, output to its folder, job to the archive.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="steps">The durable steps.</param>
/// <param name="ledger">Remembers the job.</param>
/// <param name="notifications">Queues the notifications.</param>
/// <param name="logger">For outputs that their consumers cannot read.</param>
internal sealed class JobCompletion(JobFolder job, DurableSteps steps, JobLedger ledger, JobNotifications notifications, ILogger logger)
{
    /// <summary>Completes the job. The bad rows of a split have their place before any good row leaves.</summary>
    public JobResult Run(Receipt receipt, JobState state)
    {
        if (receipt.Split is not null)
            steps.Fail.SetAsideRejects(job);
        var output = Deliver(receipt, state);
        steps.Archive.Remember(() => ledger.Remember(receipt, job.RecordKeys));
        notifications.Done(receipt, output, steps.Places.Failed(job));
        steps.Archive.Move(job);
        return ResultOf(receipt, output);
    }

    /// <summary>Repeats the sync after the last rename of a job whose folder is not in <c>working/</c> any more.</summary>
    /// <exception cref="IOException">The job is neither archived nor quarantined.</exception>
    public JobResult Confirm()
    {
        if (FileStatus.At(steps.Places.Archive(job)) is not null)
        {
            steps.Archive.Confirm(job);
            var receipt = Receipt.Read($"{steps.Places.Archive(job)}/{JobFolder.ReceiptName}");
            return ResultOf(receipt, receipt.Places);
        }

        // a retry may have been requested already
        string[] places = [steps.Places.Failed(job), steps.Places.Retry(job.Feed, job.Name)];
        if (Array.Find(places, place => FileStatus.At(place) is not null) is { } folder)
        {
            steps.Fail.Confirm(job);
            using var stream = File.OpenRead($"{folder}/report.json");
            if (ReportJson.Read(stream) is { DeliveredTo: null } report) // the rejects of a split are no failed job
                return new JobResult.Failed(report.Counts, report.Rows, steps.Places.Failed(job));
        }

        throw new IOException($"{job.Folder} is missing: it was removed by hand");
    }

    /// <summary>Returns the places that have the output.</summary>
    private string Deliver(Receipt receipt, JobState state)
    {
        if (receipt.Targets.FirstOrDefault(target => target.IsDirectory) is { } directory)
        {
            var output = state == JobState.Delivered ? receipt.Places : receipt.PlacesWith(Move(directory));
            steps.Deliver.Confirm(directory);
            return output;
        }

        if (File.Exists(job.Output))
            steps.Load.DropOutput(job);
        return receipt.Places;
    }

    private string Move(ReceiptTarget directory)
    {
        var path = steps.Deliver.Move(job, directory, out var isReadable);
        if (!isReadable)
            logger.OutputGroupRefused(job.Feed, job.Name.Text, directory.Path);
        return path;
    }

    private JobResult ResultOf(Receipt receipt, string output) =>
        receipt.Duplicate is { } earlier ? new JobResult.Skipped(earlier)
        : receipt.Split is not null ? new JobResult.Split(receipt.Rows, output, steps.Places.Failed(job)) : new JobResult.Archived(receipt.Rows, output);
}
