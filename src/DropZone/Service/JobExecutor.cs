using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Jobs;
using DropZone.Ledger;
using DropZone.Logging;
using DropZone.Notifications.Messages;
using DropZone.Processes;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Targets;
using Microsoft.Extensions.Logging;

namespace DropZone.Service;

/// <summary>Runs a job once, on the calling thread; counts and logs its result. Thread-safe.</summary>
internal sealed class JobExecutor(
    DurableSteps steps, JobLedger ledger, Loaders loaders, NotificationQueue queue, ConversionShares shares, ProgramRunner programs, FailureStreak failures,
    FeedChecks feeds, TimeProvider clock, ILogger logger)
{
    private readonly JobPossession _possession = new(steps, logger);
    private long _archived;
    private long _failed;

    public long Archived => Interlocked.Read(ref _archived);

    public long Failed => Interlocked.Read(ref _failed);

    /// <param name="folder">The job.</param>
    /// <param name="feed">Its feed; null: the configuration has none of its name.</param>
    /// <param name="progress">Updated while it runs.</param>
    /// <param name="isPoison">Quarantines the job unread, because it may have ended earlier runs of the service.</param>
    /// <param name="stopping">Interrupts it where the next start resumes it.</param>
    public JobResult Run(JobFolder folder, Feed? feed, JobProgress progress, bool isPoison, CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        var job = new Job(folder, feed, steps, _possession, ledger, loaders, queue, shares, programs, progress, clock, logger);
        var shownName = job.ShownName;
        var result = isPoison ? job.Poison(Attempts.Poison - 1) : job.Run(stopping);

        // bad folders of one feed are no failure of the machine
        if (result is not JobResult.Deferred { IsOfMachine: true } || feeds.Recheck(folder.Feed))
            failures.Note(folder.Name, result);
        JobFigures.Count(folder.Feed, result, clock.GetElapsedTime(began));
        switch (result)
        {
            case JobResult.Archived(var rows, var output):
                Interlocked.Increment(ref _archived);
                logger.JobArchived(
                    folder.Feed, folder.Name.Text, shownName, rows.In, rows.Out, rows.Filtered, rows.Deduplicated,
                    (long)clock.GetElapsedTime(began).TotalMilliseconds, output);
                break;
            case JobResult.Split(var rows, var output, var quarantine):
                Interlocked.Increment(ref _archived);
                logger.JobSplit(
                    folder.Feed, folder.Name.Text, shownName, rows.In, rows.Out, rows.Filtered, rows.Deduplicated, rows.Rejected,
                    (long)clock.GetElapsedTime(began).TotalMilliseconds, output, quarantine);
                break;
            case JobResult.Skipped(var earlier):
                Interlocked.Increment(ref _archived);
                logger.JobSkipped(folder.Feed, folder.Name.Text, shownName, earlier.Job, earlier.File, earlier.Sealed.UtcDateTime);
                break;
            case JobResult.Failed failed:
                Interlocked.Increment(ref _failed);
                logger.JobFailed(folder.Feed, folder.Name.Text, shownName, failed.Code.Name(), failed.Errors, failed.Folder);
                if (feed?.Order == FeedOrder.Strict)
                    logger.FeedHeld(folder.Feed, folder.Name.Text);
                break;
        }

        return result;
    }
}
