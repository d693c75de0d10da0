using System.IO.Compression;
using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Sweep;

namespace DropZone.Spool.Durable;

/// <summary>
/// The steps of a sweep, which may run while the service does: what it removes goes through the trash, what it compresses is whole
/// and durable before the original is removed.
/// </summary>
public sealed class SweepSteps
{
    private readonly Zone _zone;
    private readonly StepRunner _runner;
    private readonly TrashSteps _trash;

    internal SweepSteps(Zone zone, StepRunner runner, TrashSteps trash) => (_zone, _runner, _trash) = (zone, runner, trash);

    /// <summary>Takes the lock that sweeps, discards and erasures share, and finishes an interrupted removal. Returns null if another one is running.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public ExclusiveLock? TryBegin() => _trash.TryLock();

    /// <summary>Removes the lock files of commands that were killed.</summary>
    /// <exception cref="IOException">Their folder cannot be read.</exception>
    public void RemoveLeftLocks() => PrivateLock.RemoveLeft(JobPlaces.Locks(_zone));

    /// <summary>Entries of the trash that an earlier removal left and that cannot be removed. They block nothing.</summary>
    public IReadOnlyList<SweepObstacle> LeftInTrash => _trash.Left;

    /// <summary>Takes one action of a sweep.</summary>
    /// <exception cref="IOException">The disk refuses; no file is lost.</exception>
    public void Take(SweepAction action)
    {
        var job = action.Job;
        switch (action.Kind)
        {
            case SweepKind.Compress:
                Compress(job);
                break;
            case SweepKind.RemoveOriginal:
                RemoveOriginal(job);
                break;
            case SweepKind.RemoveFailed:
                _trash.Remove(job.Folder, job.Name);
                break;
            case SweepKind.RemoveReceipt:
                _trash.Remove(job.Folder, job.Name);
                FileRemoval.TryFolder(Path.GetDirectoryName(job.Folder)!); // a date without other jobs
                break;
        }
    }

    private void RemoveOriginal(JobFolder job)
    {
        // both, if an earlier sweep was interrupted between them
        foreach (var path in job.OriginalNames.Select(name => $"{job.Folder}/{name}").Append(job.Companions).Where(path => FileStatus.At(path) is not null))
            _trash.Remove(path, job.Name);
    }

    private void Compress(JobFolder job)
    {
        var original = $"{job.Folder}/{job.Name.Delivery}";
        if (FileStatus.At(original) is null)
            return;
        var packed = original + JobFolder.PackedEnding;
        var part = packed + JobFolder.PartEnding;
        if (FileStatus.At(packed) is not { Kind: FileKind.Regular }) // otherwise an earlier sweep was interrupted before it removed the original
        {
            _runner.Do(DurableStep.WritePacked, () => Pack(original, part));
            _runner.Sync(DurableStep.SyncPacked, part);
            _runner.Move(DurableStep.NamePacked, part, packed);
            _runner.Sync(DurableStep.SyncPackedFolder, job.Folder);
        }

        _trash.Remove(original, job.Name);
    }

    private static void Pack(string original, string part)
    {
        using (var opened = OpenedFile.Open(original))
        using (var from = opened.Read())
        using (var to = RightsLimit.At(original).Create(part))
        using (var gzip = new GZipStream(to, CompressionLevel.Optimal))
            from.CopyTo(gzip);
        File.SetLastWriteTimeUtc(part, File.GetLastWriteTimeUtc(original));
    }
}
