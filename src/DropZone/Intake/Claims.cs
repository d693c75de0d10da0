using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>Claims ready deliveries and hands their jobs to the workers.</summary>
internal sealed class Claims(
    OpenZone opened, DurableSteps steps, IWorkers workers, ClaimGate gate, Refusals refusals, TimeProvider clock, Random random, ILogger logger)
{
    /// <summary>Claims one delivery.</summary>
    public ClaimResult Claim(Candidate candidate, ReadinessResult.Ready ready)
    {
        var feed = ready.Feed?.Name ?? ZoneConfiguration.DefaultFeed;
        var name = JobName.New(clock.GetUtcNow(), random, JobFolder.SafeName(candidate.Name));
        JobFolder? job;
        SystemError refused;
        try
        {
            opened.CheckIsThere();
            job = steps.Claim.TryTake(new ClaimRequest(candidate.Folder.Held, candidate.Name, feed, ready.Companion, ready.Refusal), name, out refused);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            if (!workers.Recheck(feed))
                return ClaimResult.FeedDown;
            gate.Met(failure);
            return ClaimResult.DiskFailure;
        }

        gate.Passed();
        if (job is null)
        {
            if (refused == SystemError.NotFound)
                return ClaimResult.Gone;
            refusals.Report(candidate, refused);
            _ = workers.Recheck(feed);
            return ClaimResult.Refused;
        }

        refusals.End(candidate.Folder);
        logger.JobClaimed(feed, name.Text, PrintableName.Of(candidate.Name), ready.Size);
        workers.Start(job, ready.Feed);
        return ClaimResult.Claimed;
    }
}
