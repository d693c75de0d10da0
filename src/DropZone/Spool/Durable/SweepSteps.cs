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
    private const string PackedEnding = ".gz";
    private readonly StepRunner _runner;
    private readonly TrashSteps _trash;

    internal SweepSteps(StepRunner runner, TrashSteps trash) => (_runner, _trash) = (runner, trash);

    /// <summary>Takes the lock that sweeps, discards and erasures share, and finishes an interrupted removal. Returns null if another one is running.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public ExclusiveLock? TryBegin() => _trash.TryLock();

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
        job.State(out var contents);
        if (contents.Original is { } original)
            _trash.Remove($"{job.Folder}/{original}", job.Name);
        if (contents.Companion is not null)
            _trash.Remove(job.Companions, job.Name);
    }

    private void Compress(JobFolder job)
    {
        job.State(out var contents);
        if (contents.Original is not { } name)
            return;
        var original = $"{job.Folder}/{name}";
        var packed = original + PackedEnding;
        var part = packed + JobFolder.PartEnding;
        if (FileStatus.At(packed) is null) // otherwise an earlier sweep was interrupted before it removed the original
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
        File.Delete(part); // of an interrupted sweep
        using (var opened = OpenedFile.Open(original))
        using (var from = opened.Read())
        using (var to = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        using (var gzip = new GZipStream(to, CompressionLevel.Optimal))
            from.CopyTo(gzip);
        if (FileStatus.At(original) is { } look)
            PermissionBits.Set(part, look.Mode);
        File.SetLastWriteTimeUtc(part, File.GetLastWriteTimeUtc(original));
    }
}
