using System.Globalization;
using DropZone.Linux;
using DropZone.Spool.Names;
using DropZone.Spool.Sweep;

namespace DropZone.Spool.Durable;

/// <summary>
/// The steps that remove a file or a folder durably: it is renamed into <c>state/trash/</c> first, so that another process either
/// has all of it or finds it gone. One process at a time.
/// </summary>
internal sealed class TrashSteps(Zone zone, StepRunner runner)
{
    private readonly string _trash = $"{zone.State}/trash";

    /// <summary>What was in the trash when it was locked and could not be removed.</summary>
    public IReadOnlyList<SweepObstacle> Left { get; private set; } = [];

    /// <summary>Takes the lock of the trash and empties it: an earlier removal may have been interrupted. Returns null if another process holds the lock.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public ExclusiveLock? TryLock()
    {
        // a user who can open the folder could lock it
        DurableFolder.EnsurePrivate(_trash);
        var alone = ExclusiveLock.TryTake(_trash);
        if (alone is not null)
            Left = [.. FolderListing.Of(_trash).Select(entry => TryEmpty(entry.Name)).OfType<SweepObstacle>()];
        return alone;
    }

    /// <summary>Removes a file or a folder of a job.</summary>
    /// <exception cref="LinuxException">It could not be removed; it may be in the trash.</exception>
    public void Remove(string path, JobName job)
    {
        // an earlier file of the job may be there that cannot be removed
        var name = job.Stamp;
        for (var number = 2; FileStatus.At($"{_trash}/{name}") is not null; number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{job.Stamp}-{number}");
        runner.Move(DurableStep.Trash, path, $"{_trash}/{name}");
        runner.Sync(DurableStep.SyncTrashed, Path.GetDirectoryName(path)!);
        runner.Discard(_trash, entry => entry == name);
    }

    /// <summary>Removes an entry. Returns null, or why it is left: it must not stop what is removed next.</summary>
    private SweepObstacle? TryEmpty(string name)
    {
        try
        {
            runner.Discard(_trash, entry => entry == name);
            return null;
        }
        catch (LinuxException failure)
        {
            return new SweepObstacle($"{_trash}/{name}", $"{failure.Message}. Remove it by hand");
        }
    }
}
