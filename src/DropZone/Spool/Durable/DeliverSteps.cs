using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;

namespace DropZone.Spool.Durable;

/// <summary>The steps that deliver an output into a folder of the zone.</summary>
public sealed class DeliverSteps
{
    private readonly Zone _zone;
    private readonly StepRunner _runner;
    private readonly SharedFolderSync _folders;

    internal DeliverSteps(Zone zone, StepRunner runner, SharedFolderSync folders) => (_zone, _runner, _folders) = (zone, runner, folders);

    /// <summary>
    /// Renames the output into the target's folder, which acknowledges it. Another file is never replaced: if the name is taken, it
    /// gets the job's stamp. Returns the output's path.
    /// </summary>
    /// <exception cref="LinuxException">The rename was refused.</exception>
    public string Move(JobFolder job, ReceiptTarget target)
    {
        var folder = $"{_zone.Root}/{target.Path}";
        DurableFolder.Ensure(folder);
        var path = $"{folder}/{target.Name}";
        var error = _runner.Try(DurableStep.Deliver, () =>
        {
            var refused = AtomicRename.Try(job.Output, path);
            if (refused != SystemError.Exists)
                return refused;
            path = $"{folder}/{StampedName.Of(target.Name, job.Name)}";
            return AtomicRename.Try(job.Output, path);
        });
        return error == SystemError.None ? path : throw new LinuxException(error, "rename", $"{job.Output} to {path}");
    }

    /// <summary>Makes the output's new name durable, before the job may leave <c>working/</c>.</summary>
    public void Confirm(ReceiptTarget target) => _runner.Do(DurableStep.SyncTarget, () => _folders.Sync($"{_zone.Root}/{target.Path}"));
}
