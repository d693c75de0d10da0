using DropZone.Feeds;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using Microsoft.Extensions.Logging;

namespace DropZone.Jobs;

/// <summary>Reads the state that earlier runs left in a job's folder, and breaks a seal that cannot be relied on.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="feed">Its feed; null if no feed of that name is configured.</param>
/// <param name="steps">The durable steps.</param>
/// <param name="ledger">Remembers earlier jobs.</param>
/// <param name="logger">The journal.</param>
internal sealed class JobCheckpoint(JobFolder job, Feed? feed, DurableSteps steps, JobLedger ledger, ILogger logger)
{
    // delivering again could duplicate the output, archiving could lose it: only a person can decide
    private const string ReceiptLost =
        "the receipt is damaged and the output is missing. Check whether the output was delivered. If it was, move the job's folder to archive, otherwise move the file to incoming";

    /// <summary>Reads the folder. Returns null if the job can continue from <paramref name="state"/>, otherwise the result of this run.</summary>
    /// <exception cref="IOException">The folder or the receipt cannot be read.</exception>
    public JobResult.Deferred? Read(out JobState state, out JobContents contents)
    {
        state = job.State(out contents);
        if (state is JobState.Begun or JobState.CompanionTaken)
            return new JobResult.Deferred("the job's folder no longer contains the delivery: it was removed by hand");
        if (state == JobState.Claimed)
            return null;

        if (Receipt.IsDamaged(job.Receipt))
        {
            if (state == JobState.Delivered || LoadMarks.In(job.Folder).Count > 0)
                return new JobResult.Deferred(ReceiptLost);
            logger.ReceiptDamaged(job.Feed, job.Name.Text);
            state = Unseal();
        }
        else if (state == JobState.Sealed && contents.WasRetried && MayBeDelivered(Receipt.Read(job.Receipt)))
        {
            state = Unseal();
        }

        return null;
    }

    private JobState Unseal()
    {
        steps.Seal.Unseal(job);
        return JobState.Claimed;
    }

    /// <summary>Whether other jobs may have delivered the content of a sealed job, or rows of it, since the job failed.</summary>
    private bool MayBeDelivered(Receipt receipt) =>
        feed is not null && LoadMarks.In(job.Folder).Count == 0 && (receipt.Split is null || FileStatus.At(job.Rejects) is not null) && receipt.Duplicate is null
        && (receipt.RecordKeys > 0 || (feed.Duplicates.Action == DuplicateAction.Skip
            && ledger.Reserve(job, feed.Duplicates, receipt.File.Name, receipt.File.Sha256) is not DuplicateCheckResult.Fresh));
}
