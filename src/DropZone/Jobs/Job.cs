using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Notifications;
using DropZone.Notifications.Messages;
using DropZone.Processes;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using DropZone.Targets;
using Microsoft.Extensions.Logging;

namespace DropZone.Jobs;

/// <summary>
/// The life of one delivery, from its claim to the archive or the quarantine. The state is read from the job's folder, where every
/// phase that counts has its checkpoint: a job may be run again after any crash.
/// </summary>
public sealed class Job
{
    /// <summary>How often an output is loaded without the rows that were refused before: a row may be refused only once others are gone.</summary>
    private const int MaxRounds = 3;

    private readonly JobFolder _job;
    private readonly DurableSteps _steps;
    private readonly JobPossession _possession;
    private readonly JobLedger _ledger;
    private readonly JobRecords _records;
    private readonly JobQuarantine _quarantine;
    private readonly JobCheckpoint _checkpoint;
    private readonly JobPreparation _preparation;
    private readonly JobLoading _loading;
    private readonly JobCompletion _completion;

    /// <param name="job">The job's folder.</param>
    /// <param name="feed">Its feed; null if no feed of that name is configured.</param>
    /// <param name="steps">The durable steps.</param>
    /// <param name="possession">Makes the delivery the service's own.</param>
    /// <param name="ledger">Remembers earlier jobs.</param>
    /// <param name="loaders">The targets.</param>
    /// <param name="queue">Receives the notifications of this job.</param>
    /// <param name="shares">Of memory and processors.</param>
    /// <param name="runner">Runs the commands of the feed.</param>
    /// <param name="progress">Receives how much of the delivery has been read.</param>
    /// <param name="clock">Times of receipts and reports.</param>
    /// <param name="logger">The journal.</param>
    internal Job(
        JobFolder job, Feed? feed, DurableSteps steps, JobPossession possession, JobLedger ledger, Loaders loaders, NotificationQueue queue, ConversionShares shares,
        ProgramRunner runner, JobProgress progress,
        TimeProvider clock, ILogger logger)
    {
        var notifications = new JobNotifications(job, feed, queue, clock);
        _job = job;
        _steps = steps;
        _possession = possession;
        _ledger = ledger;
        _records = new JobRecords(job, feed, steps, clock);
        _quarantine = new JobQuarantine(job, steps, _records, notifications);
        _checkpoint = new JobCheckpoint(job, feed, steps, ledger, logger);
        var conversion = new DeliveryConversion(job, ledger, shares, runner, progress, clock, logger);
        _preparation = new JobPreparation(job, feed, steps, ledger, _records, _quarantine, conversion, clock, logger);
        _loading = new JobLoading(job, feed, steps, loaders, _quarantine, conversion, clock, logger);
        _completion = new JobCompletion(job, steps, ledger, notifications, logger);
    }

    /// <summary>The delivery's name as shown to people.</summary>
    public string ShownName => _records.ShownName;

    /// <summary>
    /// Runs the job as far as possible. A failure of the disk or the system ends the run as <see cref="JobResult.Deferred"/>, an
    /// unreachable target as <see cref="JobResult.Waits"/>; neither is thrown.
    /// </summary>
    public JobResult Run(CancellationToken stopping)
    {
        var result = Guarded(() => Live(stopping), stopping);
        if (result is JobResult.Archived or JobResult.Split or JobResult.Skipped or JobResult.Failed)
            _ledger.Release(_job.Name);
        return result;
    }

    /// <summary>Quarantines the job unread, with <see cref="ErrorCode.Poison"/>: it has crashed the service too often.</summary>
    /// <param name="attempts">Crashes while no other job ran.</param>
    public JobResult Poison(int attempts) => Guarded(
        () =>
        {
            var state = _job.State(out var contents);
            var result = _quarantine.Refuse(
                $"{_job.Folder}/{contents.Original}",
                ErrorCode.Poison,
                $"the service crashed {attempts} times while it processed only this file, after a first crash while other files were processed as well"
                + (state == JobState.Delivered ? "; the output had already been delivered" : ""));
            _ledger.Release(_job.Name);
            return result;
        },
        CancellationToken.None);

    /// <summary>The whole life of a job: each phase ends it with a result, or lets the next one follow.</summary>
    private JobResult Live(CancellationToken stopping)
    {
        // 1. the last rename may have been made, and only the sync after it have failed
        if (FileStatus.At(_job.Folder) is null)
            return _completion.Confirm();

        // 2. the state as earlier runs left it
        if (_checkpoint.Read(out var state, out var contents) is { } blocked)
            return blocked;

        // 3. make the file the service's own: no sender can change it any more
        if (state == JobState.Claimed && _possession.Take(_job, contents) is { } prevented)
            contents = contents with { Refusal = contents.Refusal ?? prevented };

        // 4. validate, transform and seal, or quarantine
        Receipt? justSealed = null;
        if (state != JobState.Claimed)
            ResumeSealed();
        else if (_preparation.Run(contents, null, stopping, out justSealed) is { } ended)
            return ended;

        // 5. load into the targets that do not have the output yet
        var receipt = justSealed ?? Receipt.Read(_job.Receipt);
        for (var round = 1; state != JobState.Delivered; round++)
        {
            if (_loading.Run(receipt, round < MaxRounds, stopping, out var refused) is { } unloaded)
                return unloaded;
            if (refused is null)
                break;

            // rows that a target refuses are bad rows: no target has the output, which is made again without them
            _steps.Seal.Unseal(_job);
            if (_preparation.Run(contents, refused, stopping, out justSealed) is { } ended)
                return ended;
            receipt = justSealed!;
        }

        // 6. move the rejects of a split to the quarantine, deliver, remember, notify, archive
        return _completion.Run(receipt, state);
    }

    /// <summary>A crash may have come before the seal was durable, or left a quarantine begun.</summary>
    private void ResumeSealed()
    {
        _steps.Seal.DiscardBegun(_job);
        _steps.Seal.Confirm(_job);
    }

    private static JobResult Guarded(Func<JobResult> run, CancellationToken stopping)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new JobResult.Interrupted();
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return new JobResult.Deferred(failure.Message) { IsOfMachine = true };
        }
    }
}
