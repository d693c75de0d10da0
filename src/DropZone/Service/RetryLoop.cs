using DropZone.Feeds;
using DropZone.Jobs;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Microsoft.Extensions.Logging;

namespace DropZone.Service;

/// <summary>
/// Resumes the failed jobs for which a retry was requested. It polls every second instead of watching: a poll is one stat(2)
/// for each feed, and retries are rare.
/// </summary>
public sealed class RetryLoop(
    Zone zone, ZoneConfiguration configuration, DurableSteps steps, Attempts attempts, JobRunner runner, FeedChecks feeds, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly HashSet<string> _refused = [];

    // folders found empty: their last change then, and the number of polls that saw it. A stat costs less than a listing.
    private readonly Dictionary<string, (long Changed, int Polls)> _empty = [];

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var isReported = false;
        while (true)
        {
            try
            {
                Poll(stopping);
                isReported = false;
            }
            catch (LinuxException failure)
            {
                if (!isReported)
                    logger.RetriesNotFound(failure.Message);
                isReported = true;
            }

            await Task.Delay(Pause, clock, stopping).ConfigureAwait(false);
        }
    }

    private void Poll(CancellationToken stopping)
    {
        var waiting = $"{zone.Working}/{JobPlaces.RetryFolder}";
        if (FileStatus.At(waiting) is null)
            return;
        foreach (var feed in FolderListing.Of(waiting).Select(entry => entry.Name).Where(name => !name.StartsWith('.') && feeds.IsUp(name)).Order(StringComparer.Ordinal))
        {
            foreach (var folder in QueuedIn($"{waiting}/{feed}"))
            {
                if (!runner.HasRoom || stopping.IsCancellationRequested)
                    return;

                // a job that has just failed may still be sending its notifications
                if (JobName.Parse(folder) is { } job && !runner.IsRunning(job))
                    Take(feed, job);
            }
        }
    }

    /// <summary>Returns the names of the job folders, in their order.</summary>
    private IReadOnlyList<string> QueuedIn(string folder)
    {
        if (FileStatus.At(folder) is not { Kind: FileKind.Folder } status)
            return [];
        var (changed, polls) = _empty.GetValueOrDefault(folder);
        var isSame = changed == status.ChangedNanoseconds;

        // two changes within a tick of the kernel's clock look like one: an unchanged time counts from the second poll on
        if (isSame && polls > 1)
            return [];
        var names = FolderListing.FoldersIn(folder);
        _empty[folder] = names.Count > 0 ? default : (status.ChangedNanoseconds, isSame ? polls + 1 : 1);
        return names;
    }

    private void Take(string feedName, JobName name)
    {
        try
        {
            var waiting = new JobFolder(steps.Places.Retry(feedName, name), feedName, name);
            var shownName = new JobRecords(waiting, null, steps, clock).ShownName;
            var state = waiting.State(out _).ToString();
            attempts.End(name);

            // nothing may fail after this: a job in working/ that is not run would wait for the next start
            var job = steps.Retry.Resume(feedName, name);
            logger.JobRetried(feedName, name.Text, shownName, state);
            runner.Start(job, configuration.FeedNamed(feedName));
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            ReportRefused(feedName, name.Text, failure.Message);
        }
    }

    /// <summary>Logs each reason once, not with every poll.</summary>
    private void ReportRefused(string feed, string job, string reason)
    {
        if (_refused.Add($"{job} {reason}"))
            logger.RetryRefused(feed, job, reason);
    }
}
