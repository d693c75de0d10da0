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
/// Takes up the failed jobs that were asked for once more. It looks every second instead of watching: a look is one stat(2)
/// for each feed, and a retry is rare.
/// </summary>
public sealed class RetryLoop(
    Zone zone, ZoneConfiguration configuration, DurableSteps steps, Attempts attempts, JobRunner runner, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly HashSet<string> _said = [];

    // folders that were found empty, the time of their last change then, and in how many looks: to ask for that costs less than to read them
    private readonly Dictionary<string, (long Changed, int Looks)> _empty = [];

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var isTold = false;
        while (true)
        {
            try
            {
                Look(stopping);
                isTold = false;
            }
            catch (LinuxException failure)
            {
                if (!isTold)
                    logger.RetriesNotFound(failure.Message);
                isTold = true;
            }

            await Task.Delay(Pause, clock, stopping).ConfigureAwait(false);
        }
    }

    private void Look(CancellationToken stopping)
    {
        var waiting = $"{zone.Working}/{JobPlaces.RetryFolder}";
        if (FileStatus.At(waiting) is null)
            return;
        foreach (var feed in FolderListing.Of(waiting).Select(entry => entry.Name).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal))
        {
            foreach (var folder in Waiting($"{waiting}/{feed}"))
            {
                if (!runner.HasRoom || stopping.IsCancellationRequested)
                    return;

                // one that ended a moment ago may still be saying so
                if (JobName.Parse(folder) is { } job && !runner.IsRunning(job))
                    Take(feed, job);
            }
        }
    }

    /// <summary>The folders in this one, in their order.</summary>
    private IReadOnlyList<string> Waiting(string folder)
    {
        if (FileStatus.At(folder) is not { Kind: FileKind.Folder } look)
            return [];
        var (changed, looks) = _empty.GetValueOrDefault(folder);
        var isSame = changed == look.ChangedNanoseconds;

        // two changes within a tick of the kernel's clock look like one: so it takes two looks
        if (isSame && looks > 1)
            return [];
        var names = FolderListing.FoldersIn(folder);
        _empty[folder] = names.Count > 0 ? default : (look.ChangedNanoseconds, isSame ? looks + 1 : 1);
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

            // nothing that fails may come after this: a job in working/ that nobody runs would wait for the next start
            var job = steps.Retry.Resume(feedName, name);
            logger.JobRetried(feedName, name.Text, shownName, state);
            runner.Start(job, configuration.FeedNamed(feedName));
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            Refuse(feedName, name.Text, failure.Message);
        }
    }

    /// <summary>Once per reason, not once per look.</summary>
    private void Refuse(string feed, string job, string reason)
    {
        if (_said.Add($"{job} {reason}"))
            logger.RetryRefused(feed, job, reason);
    }
}
