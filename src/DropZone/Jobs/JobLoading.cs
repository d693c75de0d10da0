using System.Globalization;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using DropZone.Targets;
using DropZone.Targets.Loading;
using Microsoft.Extensions.Logging;

namespace DropZone.Jobs;

/// <summary>Loads the output of a sealed job into each target that does not have it yet.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="feed">Its feed; null if no feed of that name is configured.</param>
/// <param name="steps">The durable steps.</param>
/// <param name="loaders">The targets.</param>
/// <param name="quarantine">Takes the job if a target refuses the output, or is unreachable for too long.</param>
/// <param name="clock">For the limit of that.</param>
/// <param name="logger">The journal.</param>
internal sealed class JobLoading(
    JobFolder job, Feed? feed, DurableSteps steps, Loaders loaders, JobQuarantine quarantine, TimeProvider clock, ILogger logger)
{
    /// <summary>Loads. Returns null if all targets have the output, otherwise the result of this run.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    public JobResult? Run(Receipt receipt, CancellationToken stopping)
    {
        JobResult? waits = null;
        foreach (var target in receipt.Targets.Where(target => !target.IsDirectory && !LoadMarks.IsLoaded(job, target.Target!)))
        {
            switch (Load(receipt, target, stopping))
            {
                case JobResult.Failed failed:
                    return failed;
                case { } waiting:
                    waits = waiting;
                    break;
            }
        }

        return waits;
    }

    /// <summary>Returns null if the target has the output.</summary>
    private JobResult? Load(Receipt receipt, ReceiptTarget target, CancellationToken stopping)
    {
        if (feed?.Targets.FirstOrDefault(known => known.Name == target.Target) is not { } configured)
            return new JobResult.Deferred($"the feed no longer has the target {target.Target} ({target.Place}), which must receive the output. Configure it again");

        var loader = loaders.For(job.Feed, configured);
        switch (loader.Load(new LoadRequest(job, receipt, target, steps, feed.Rules.HasSensitiveCells), stopping))
        {
            case LoadResult.Refused(var message, var output):
                return quarantine.FailLoad(receipt, $"target {configured.Name}: {message}", output);
            case LoadResult.Down(var reason):
                var until = Deadline(receipt, feed);
                return clock.GetUtcNow() >= until
                    ? quarantine.FailLoad(receipt, string.Create(CultureInfo.InvariantCulture, $"target {configured.Name} did not accept the output within give-up ({feed.GiveUp:c}): {reason}"))
                    : new JobResult.Waits(configured.Name, loader, until);
            case LoadResult.Loaded:
                steps.Load.MarkLoaded(job, configured.Name);
                logger.JobLoaded(job.Feed, job.Name.Text, receipt.File.Name, configured.Name);
                return null;
            case var other:
                throw new InvalidOperationException(other.ToString());
        }
    }

    /// <summary>When the job fails if the target stays unreachable. A retry starts the whole time again.</summary>
    private DateTimeOffset Deadline(Receipt receipt, Feed feed)
    {
        var retried = FileStatus.At(job.Retried)?.Modified ?? receipt.Sealed;
        return (retried > receipt.Sealed ? retried : receipt.Sealed) + feed.GiveUp;
    }
}
