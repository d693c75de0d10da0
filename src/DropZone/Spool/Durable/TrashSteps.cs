using DropZone.Linux;
using DropZone.Spool.Names;

namespace DropZone.Spool.Durable;

/// <summary>
/// The steps that remove a file or a folder durably: it is renamed into <c>state/trash/</c> first, so that another process either
/// has all of it or finds it gone. One process at a time.
/// </summary>
internal sealed class TrashSteps(Zone zone, StepRunner runner)
{
    private readonly string _trash = $"{zone.State}/trash";

    /// <summary>Takes the lock of the trash and empties it: an earlier removal may have been interrupted. Returns null if another process holds the lock.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public ExclusiveLock? TryLock()
    {
        DurableFolder.Ensure(_trash);
        var alone = ExclusiveLock.TryTake(_trash);
        if (alone is not null)
            Empty();
        return alone;
    }

    /// <summary>Removes a file or a folder of a job.</summary>
    public void Remove(string path, JobName job)
    {
        runner.Move(DurableStep.Trash, path, $"{_trash}/{job.Stamp}");
        runner.Sync(DurableStep.SyncTrashed, Path.GetDirectoryName(path)!);
        Empty();
    }

    private void Empty() => runner.Discard(_trash, _ => true);
}
