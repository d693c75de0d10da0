using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Microsoft.Extensions.Logging;

namespace DropZone.Spool.Recovery;

/// <summary>
/// Sorts the jobs that an earlier run left in <c>working/</c>: interrupted claims are undone, uploads that a power cut may
/// have truncated are marked, the rest is listed to be run again. Runs no job.
/// </summary>
public sealed class ZoneRecovery(Zone zone, ZoneConfiguration configuration, DurableSteps steps, BootHistory boot, ILogger logger)
{
    /// <summary>Returns the interrupted jobs, oldest first.</summary>
    public IReadOnlyList<InterruptedJob> Sort()
    {
        var interrupted = new List<InterruptedJob>();
        foreach (var feed in FolderListing.FoldersIn(zone.Working))
        {
            foreach (var folder in JobFolders(feed))
            {
                if (JobName.Parse(folder) is not { } name)
                    continue;
                var job = new JobFolder($"{zone.Working}/{feed}/{folder}", feed, name);
                var state = job.State(out var contents);
                if (state is JobState.Begun or JobState.CompanionTaken)
                {
                    Undo(job, IncomingOf(feed, contents.Companion));
                    continue;
                }

                // first: finishing a claim changes the file, later than the cut
                if (state == JobState.Claimed && IsSuspect(job, contents))
                    steps.Claim.MarkRefusal(job, ErrorCode.UploadUnconfirmed);
                FinishClaim(job, contents);
                logger.JobRecovered(feed, name.Text, state.ToString());
                interrupted.Add(new InterruptedJob(job, state, boot.Crashed));
            }
        }

        new SecondNames(zone, steps, boot, logger).Settle(); // last: it changes files, and only claims that are not undone count
        return [.. interrupted.OrderBy(job => job.Job.Name.Text, StringComparer.Ordinal)];
    }

    /// <summary>Returns the folders in the feed's folder of active jobs. A failure must not keep other feeds from starting.</summary>
    private IReadOnlyList<string> JobFolders(string feed)
    {
        try
        {
            return FolderListing.FoldersIn($"{zone.Working}/{feed}");
        }
        catch (LinuxException failure) when (!failure.Error.IsOfMachine())
        {
            logger.JobsNotListed(feed, failure.Message);
            return [];
        }
    }

    /// <summary>Undoes a claim. A failure must not keep the zone from starting.</summary>
    private void Undo(JobFolder job, string incoming)
    {
        try
        {
            // senders may write there: no link of theirs is followed
            using var folder = FileStatus.At(job.Companions) is null ? null : HeldFolder.Open(incoming);
            steps.Claim.Undo(job, folder?.HeldPath ?? incoming);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            logger.JobLeftAlone(job.Feed, job.Name.Text, failure.Message);
        }
    }

    /// <summary>btrfs may replay half of a claim: the file in the job has its name in <c>incoming/</c>, too, and would be refused for its two links.</summary>
    private void FinishClaim(JobFolder job, JobContents contents)
    {
        if (contents.Original is { } original)
            FinishClaim(job, $"{job.Folder}/{original}");
        if (contents.Companion is { } companion)
            FinishClaim(job, $"{job.Companions}/{companion}");
    }

    private void FinishClaim(JobFolder job, string path)
    {
        try
        {
            if (FileStatus.At(path) is not { Kind: FileKind.Regular, Links: > 1 } claimed)
                return;
            foreach (var folder in new[] { $"{zone.Incoming}/{job.Feed}", zone.Incoming }.Where(folder => FileStatus.At(folder) is not null))
            {
                using var held = HeldFolder.Open(folder);
                foreach (var name in held.Names().Where(name => held.StatusOf(name)?.IsSameFile(claimed) == true).ToList())
                    steps.Claim.Finish(job, $"{held.HeldPath}/.", name, claimed); // a path that can be opened without following a link
            }
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            // must not keep the zone from starting: the job fails for its two links, and its report says so
        }
    }

    /// <summary>
    /// A companion taken with the delivery proves that its sender had finished, and a checksum finds truncation. An operator who
    /// retries a job has checked it.
    /// </summary>
    private bool IsSuspect(JobFolder job, JobContents contents) =>
        contents.Companion is null
        && !contents.WasRetried
        && contents.Refusal is null
        && boot.Suspect is { } suspect
        && FileStatus.At($"{job.Folder}/{contents.Original}") is { } status
        && suspect.Holds(status);

    /// <summary>Returns the folder of the delivery whose companion was taken: a feed's files may be in two folders.</summary>
    private string IncomingOf(string feed, string? companion)
    {
        var own = $"{zone.Incoming}/{feed}";
        var delivery = companion is null ? null : configuration.FeedNamed(feed)?.Complete?.DeliveryOf(companion);
        return delivery is not null && FileStatus.At($"{own}/{delivery}") is null && FileStatus.At($"{zone.Incoming}/{delivery}") is not null
            ? zone.Incoming
            : own;
    }
}

/// <summary>A job that an earlier run left in <c>working/</c>.</summary>
/// <param name="Alone">Whether it may have crashed that run, and must be run alone.</param>
public sealed record InterruptedJob(JobFolder Job, JobState State, bool Alone);
