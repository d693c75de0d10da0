using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Spool.Durable;

/// <summary>
/// The steps by which an operator discards a failed job or erases what the zone has of a job, while the service runs. The caller
/// holds the lock of the sweep, whose trash is used, and that of the job's folder. If they are interrupted, they must be requested again.
/// </summary>
public sealed class DiscardSteps
{
    private static readonly ReplacingSteps Rewriting = new(DurableStep.WriteEmptied, DurableStep.SyncEmptied, DurableStep.NameEmptied);
    private readonly Zone _zone;
    private readonly JobPlaces _places;
    private readonly StepRunner _runner;
    private readonly TrashSteps _trash;
    private readonly ArchiveSteps _archive;

    internal DiscardSteps(Zone zone, JobPlaces places, StepRunner runner, TrashSteps trash, ArchiveSteps archive) =>
        (_zone, _places, _runner, _trash, _archive) = (zone, places, runner, trash, archive);

    /// <summary>
    /// Discards a quarantined job: its content is removed, then its reports are moved to the archive, by one rename. Of a split,
    /// whose job is archived already, the whole quarantine folder is removed. Returns why that was refused:
    /// <see cref="SystemError.NotFound"/> if the job is no longer in the quarantine.
    /// </summary>
    /// <param name="job">In <c>failed/</c>.</param>
    /// <param name="isKept">Which names of its folder are kept.</param>
    public SystemError ToArchive(JobFolder job, Func<string, bool> isKept)
    {
        if (FileStatus.At(_places.Archive(job)) is not null)
        {
            _trash.Remove(job.Folder, job.Name);
            return SystemError.None;
        }

        Empty(job, isKept);
        _archive.MakeDate(job);
        if (_runner.TryMove(DurableStep.GiveUp, job.Folder, _places.Archive(job)) is var error and not SystemError.None)
            return error;
        _archive.Confirm(job);
        return SystemError.None;
    }

    /// <summary>Removes the content of a job's folder, except what is kept, durably.</summary>
    public void Empty(JobFolder job, Func<string, bool> isKept)
    {
        foreach (var entry in FolderListing.Of(job.Folder).Where(entry => !isKept(entry.Name)))
            _trash.Remove($"{job.Folder}/{entry.Name}", job.Name);
    }

    /// <summary>Removes the queued notifications about a job, durably. One that is being sent cannot be stopped.</summary>
    public void Withdraw(JobName job)
    {
        var queues = $"{_zone.State}/notify";
        foreach (var folder in FolderListing.FoldersIn(queues).Select(name => $"{queues}/{name}"))
        {
            if (!FolderListing.Of(folder).Exists(entry => IsAbout(entry.Name)))
                continue;
            _runner.Discard(folder, IsAbout);
            _runner.Sync(DurableStep.SyncTrashed, folder);
        }

        bool IsAbout(string name) => name.StartsWith($"{job.Stamp}.", StringComparison.Ordinal);
    }

    /// <summary>Replaces a file of a job's folder: whole and durable, or not at all. It keeps its rights at most.</summary>
    public void Rewrite(JobFolder job, QuarantineFile file)
    {
        var path = $"{job.Folder}/{file.Name}";
        _runner.Replace(Rewriting, path + JobFolder.PartEnding, path, file.Write, RightsLimit.At(path));
    }
}
