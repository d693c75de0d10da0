using DropZone.Linux;
using DropZone.Spool.Folders;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;

namespace DropZone.Spool.Durable;

/// <summary>The steps that deliver an output into a folder of the zone.</summary>
public sealed class DeliverSteps
{
    private const uint SetGroup = 0x400; // 02000
    private readonly Zone _zone;
    private readonly StepRunner _runner;
    private readonly SharedFolderSync _folders;

    internal DeliverSteps(Zone zone, StepRunner runner, SharedFolderSync folders) => (_zone, _runner, _folders) = (zone, runner, folders);

    /// <summary>
    /// Renames the output into the target's folder, which acknowledges it. Another file is never replaced: if the name is taken, it
    /// gets the job's stamp. Returns the output's path.
    /// </summary>
    /// <exception cref="IOException">The folder is no folder of the zone, or the rename was refused.</exception>
    /// <param name="job">The job that has the output.</param>
    /// <param name="target">The target in its receipt.</param>
    /// <param name="isReadable">Whether the output has the group of the folder, if it is one for a group of consumers.</param>
    public string Move(JobFolder job, ReceiptTarget target, out bool isReadable)
    {
        // a consumer may exchange the names of folders that it can write
        using var root = HeldFolder.OpenLinked(_zone.Root);
        using var folder = FolderBeneath.Ensure(root, target.Path);
        isReadable = GiveGroup(job.Output, folder.Status());
        var name = target.Name;
        var error = _runner.Try(DurableStep.Deliver, () =>
        {
            var refused = AtomicRename.Try(job.Output, $"{folder.HeldPath}/{name}");
            if (refused != SystemError.Exists)
                return refused;
            name = StampedName.Of(target.Name, job.Name);
            return AtomicRename.Try(job.Output, $"{folder.HeldPath}/{name}");
        });
        var path = $"{_zone.Root}/{target.Path}/{name}";
        return error == SystemError.None ? path : throw new LinuxException(error, "rename", $"{job.Output} to {path}");
    }

    /// <summary>Makes the output's new name durable, before the job may leave <c>working/</c>.</summary>
    public void Confirm(ReceiptTarget target) => _runner.Do(DurableStep.SyncTarget, () => _folders.Sync($"{_zone.Root}/{target.Path}"));

    /// <summary>
    /// Gives an output the group of its folder, before anyone can see it there. A file made in such a folder would have it; one that is renamed
    /// keeps the group of the zone's readers.
    /// </summary>
    private static bool GiveGroup(string output, FileStatus folder)
    {
        if ((folder.Mode & SetGroup) == 0)
            return true;
        using var file = OpenedFile.TryOpen(output, out _);
        return file is null || file.Status().Group == folder.Group || file.TryGiveGroup(folder.Group) == SystemError.None;
    }
}
