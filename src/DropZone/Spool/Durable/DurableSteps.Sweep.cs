using System.IO.Compression;
using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Sweep;
using Mono.Unix.Native;

namespace DropZone.Spool.Durable;

/// <summary>
/// The steps of a sweep, which goes beside the service: what it removes is renamed into <c>state/trash/</c> first, so that whoever else
/// wants it either has it whole or finds it gone; what it packs is whole and durable before the original goes.
/// </summary>
public sealed partial class DurableSteps
{
    private const string TrashFolder = "trash";
    private const string PackedEnding = ".gz";

    private string Trash => $"{zone.State}/{TrashFolder}";

    /// <summary>Takes the lock of the one sweep and finishes what one that was broken off had begun to remove; null: another is at work.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public ExclusiveLock? TryBeginSweep()
    {
        DurableFolder.Ensure(Trash);
        var alone = ExclusiveLock.TryTake(Trash);
        if (alone is not null)
            Discard(Trash, _ => true);
        return alone;
    }

    /// <summary>Takes a sweep's step.</summary>
    /// <exception cref="IOException">The disk refuses; what was there is there.</exception>
    public void Sweep(SweepAction action)
    {
        switch (action.Kind)
        {
            case SweepKind.Compress:
                Pack(action.Job);
                break;
            case SweepKind.RemoveOriginal:
                RemoveOriginal(action.Job);
                break;
            case SweepKind.RemoveFailed:
                Remove(action.Job.Folder, action.Job.Name);
                break;
            case SweepKind.RemoveReceipt:
                Remove(action.Job.Folder, action.Job.Name);
                _ = Syscall.rmdir(Path.GetDirectoryName(action.Job.Folder)!); // that of a date that has no other
                break;
        }
    }

    private void RemoveOriginal(JobFolder job)
    {
        job.State(out var contents);
        if (contents.Original is { } original)
            Remove($"{job.Folder}/{original}", job.Name);
        if (contents.Companion is not null)
            Remove(job.Companions, job.Name);
    }

    private void Pack(JobFolder job)
    {
        job.State(out var contents);
        if (contents.Original is not { } name)
            return;
        var original = $"{job.Folder}/{name}";
        var packed = original + PackedEnding;
        var part = packed + JobFolder.PartEnding;
        if (FileStatus.At(packed) is null) // else an earlier sweep was broken off before it removed the original
        {
            if (faults.Take(DurableStep.WritePacked))
                WritePacked(original, part);
            if (faults.Take(DurableStep.SyncPacked))
                DurableFile.Sync(part);
            if (faults.Take(DurableStep.NamePacked))
                AtomicRename.Move(part, packed);
            if (faults.Take(DurableStep.SyncPackedFolder))
                DurableFile.Sync(job.Folder);
        }

        Remove(original, job.Name);
    }

    private static void WritePacked(string original, string part)
    {
        File.Delete(part); // of a sweep that was broken off
        using (var opened = OpenedFile.Open(original))
        using (var from = opened.Read())
        using (var to = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        using (var gzip = new GZipStream(to, CompressionLevel.Optimal))
            from.CopyTo(gzip);
        if (FileStatus.At(original) is { } look && Syscall.chmod(part, (FilePermissions)look.Mode) != 0)
            throw LinuxException.Last("chmod", part);
        File.SetLastWriteTimeUtc(part, File.GetLastWriteTimeUtc(original));
    }

    private void Remove(string path, JobName job)
    {
        if (faults.Take(DurableStep.Trash))
            AtomicRename.Move(path, $"{Trash}/{job.Stamp}");
        if (faults.Take(DurableStep.SyncTrashed))
            DurableFile.Sync(Path.GetDirectoryName(path)!);
        Discard(Trash, _ => true);
    }
}
