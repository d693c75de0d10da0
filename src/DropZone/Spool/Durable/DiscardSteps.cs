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
    private readonly JobPlaces _places;
    private readonly StepRunner _runner;
    private readonly TrashSteps _trash;
    private readonly ArchiveSteps _archive;

    internal DiscardSteps(JobPlaces places, StepRunner runner, TrashSteps trash, ArchiveSteps archive) =>
        (_places, _runner, _trash, _archive) = (places, runner, trash, archive);

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

    /// <summary>Removes an output that is still where the job put it.</summary>
    /// <param name="path">Of the output.</param>
    /// <param name="job">The job it is from.</param>
    public void RemoveOutput(string path, JobName job) => _trash.Remove(path, job);

    /// <summary>Replaces a file of a job's folder: whole and durable, or not at all. It keeps its rights at most.</summary>
    public void Rewrite(JobFolder job, QuarantineFile file)
    {
        var path = $"{job.Folder}/{file.Name}";
        _runner.Replace(Rewriting, path + JobFolder.PartEnding, path, file.Write, RightsLimit.At(path));
    }
}
