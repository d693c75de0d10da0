using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Mono.Unix.Native;

namespace DropZone.Spool.Durable;

/// <summary>
/// The steps by which an operator gives up or erases what the zone has of a job, beside the service. Who takes them holds the lock of the
/// sweep, whose trash they use, and that of the job's folder. Broken off, they are to be asked for once more.
/// </summary>
public sealed partial class DurableSteps
{
    /// <summary>
    /// Gives a bundle up: its content goes, then what tells of it goes to the archive, by one rename. Of a split, whose job is in the archive
    /// already, the whole bundle goes. ENOENT: somebody was first.
    /// </summary>
    /// <param name="bundle">In <c>failed/</c>.</param>
    /// <param name="isKept">Which of its names tell of it.</param>
    public Errno GiveUp(JobFolder bundle, Func<string, bool> isKept)
    {
        if (FileStatus.At(ArchivePath(bundle)) is not null)
        {
            Remove(bundle.Folder, bundle.Name);
            return 0;
        }

        Empty(bundle, isKept);
        if (faults.Take(DurableStep.MakeArchiveDate))
            DurableFolder.Ensure(ArchiveDate(bundle));
        if (faults.Take(DurableStep.GiveUp) && AtomicRename.Try(bundle.Folder, ArchivePath(bundle)) is var errno and not 0)
            return errno;
        ConfirmArchive(bundle);
        return 0;
    }

    /// <summary>Removes what lies in a job's folder, but for what is kept; durable when this returns.</summary>
    public void Empty(JobFolder job, Func<string, bool> isKept)
    {
        foreach (var entry in FolderListing.Of(job.Folder).Where(entry => !isKept(entry.Name)))
            Remove($"{job.Folder}/{entry.Name}", job.Name);
    }

    /// <summary>Removes an output that still lies where the job put it.</summary>
    /// <param name="path">Of the output.</param>
    /// <param name="job">Whose output it is.</param>
    public void RemoveOutput(string path, JobName job) => Remove(path, job);

    /// <summary>Writes a file of a job's folder anew, in the place of the old one: whole and durable, or not at all.</summary>
    public void Rewrite(JobFolder job, QuarantineFile file)
    {
        var part = $"{job.Folder}/{file.Name}{JobFolder.PartEnding}";
        if (faults.Take(DurableStep.WriteEmptied))
            Write(part, file.Write);
        if (faults.Take(DurableStep.SyncEmptied))
            DurableFile.Sync(part);
        if (faults.Take(DurableStep.NameEmptied))
            AtomicRename.Replace(part, $"{job.Folder}/{file.Name}");
    }
}
