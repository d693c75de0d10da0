using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Mono.Unix.Native;

namespace DropZone.Spool.Durable;

/// <summary>The steps by which a failed job is asked for once more. Other processes take them without the zone's lock, but hold one on the bundle: one rename each.</summary>
public sealed partial class DurableSteps
{
    /// <summary>Under <c>working/</c>: failed jobs that were asked for once more. No feed can bear the name.</summary>
    public const string RetryFolder = ".retry";

    /// <summary>Puts a mended file, copied durably, in the place of a bundle's own: the delivery, or the rejects of a split.</summary>
    /// <param name="bundle">The bundle's folder.</param>
    /// <param name="name">What is replaced.</param>
    /// <param name="mended">Read to its end.</param>
    public void Mend(string bundle, string name, Stream mended)
    {
        // what was sealed was made of what is replaced
        Discard(bundle, entry => entry == JobFolder.ReceiptName);
        var part = $"{bundle}/.mended{JobFolder.PartEnding}";
        if (faults.Take(DurableStep.WriteMended))
            Write(part, mended.CopyTo);
        if (faults.Take(DurableStep.SyncMended))
            DurableFile.Sync(part);
        if (faults.Take(DurableStep.NameMended))
            AtomicRename.Replace(part, $"{bundle}/{name}");
        // a checksum that came with the old bytes would convict the new ones
        if (FileStatus.At($"{bundle}/{JobFolder.CompanionFolder}") is { Kind: FileKind.Folder })
            Discard($"{bundle}/{JobFolder.CompanionFolder}", _ => true);
        if (faults.Take(DurableStep.SyncBundle))
            DurableFile.Sync(bundle);
    }

    /// <summary>Where a failed job waits until the service takes it up once more.</summary>
    public string RetryPath(string feed, JobName job) => $"{zone.Working}/{RetryFolder}/{feed}/{job}";

    /// <summary>Asks for a failed job once more, by one rename; ENOENT: somebody was first. Durable when this returns.</summary>
    public Errno Retry(string feed, JobName job)
    {
        var waiting = RetryPath(feed, job);
        DurableFolder.Ensure(Path.GetDirectoryName(waiting)!);
        if (faults.Take(DurableStep.Retry) && AtomicRename.Try($"{zone.Failed}/{feed}/{job}", waiting) is var errno and not 0)
            return errno;
        if (faults.Take(DurableStep.SyncRetry))
            DurableFile.Sync(Path.GetDirectoryName(waiting)!);
        return 0;
    }

    /// <summary>
    /// Takes up a job that was asked for once more: marks it, removes what the failure left, and puts it back to work. Cut off
    /// anywhere, it is still found, there or in <c>working/</c>.
    /// </summary>
    public JobFolder TakeRetry(string feed, JobName name)
    {
        var waiting = new JobFolder(RetryPath(feed, name), feed, name);
        File.Create(waiting.Retried).Dispose();
        Reset(waiting);
        Discard(waiting.Folder, name => name.StartsWith(ReportPrefix, StringComparison.Ordinal)
            || name.StartsWith(JobFolder.RefusalPrefix, StringComparison.Ordinal));
        var job = waiting with { Folder = $"{zone.Working}/{feed}/{name}" };
        DurableFolder.Ensure(Path.GetDirectoryName(job.Folder)!);
        if (faults.Take(DurableStep.TakeRetry))
            AtomicRename.Move(waiting.Folder, job.Folder);
        return job;
    }

    /// <summary>
    /// Drops the rejects of a split as a new delivery, by one rename; ENOENT: somebody was first. What is left of the bundle,
    /// its reports, goes when the new name is durable.
    /// </summary>
    /// <param name="bundle">The bundle's folder.</param>
    /// <param name="incoming">The feed's incoming folder.</param>
    /// <param name="name">The name it gets there; EEXIST if that is taken.</param>
    /// <param name="companion">What the feed waits for, and what it holds; null: nothing.</param>
    public Errno DropRejects(string bundle, string incoming, string name, QuarantineFile? companion)
    {
        DurableFolder.Ensure(incoming);
        if (FileStatus.At($"{incoming}/{name}") is not null)
            return Errno.EEXIST;
        if (companion is not null)
        {
            var part = $"{incoming}/.{companion.Name}{JobFolder.PartEnding}";
            if (faults.Take(DurableStep.WriteCompanion))
                Write(part, companion.Write);
            if (faults.Take(DurableStep.SyncCompanion))
                DurableFile.Sync(part);
            if (faults.Take(DurableStep.NameCompanion))
                AtomicRename.Replace(part, $"{incoming}/{companion.Name}");
        }

        if (faults.Take(DurableStep.DropRejects)
            && AtomicRename.Try($"{bundle}/{JobFolder.RejectsName}", $"{incoming}/{name}") is var errno and not 0)
            return errno;
        if (faults.Take(DurableStep.SyncIncoming))
            DurableFile.Sync(incoming);
        RemoveEmptied(bundle);
        return 0;
    }

    /// <summary>
    /// Removes the bundle of a split whose rejects were dropped again. If something lies there that is not ours, all stays, the
    /// reports too: they tell that this is no failed job.
    /// </summary>
    public void RemoveEmptied(string bundle)
    {
        if (FolderListing.Of(bundle).Any(entry => !JobFolder.IsOurs(entry.Name)))
            return;
        Discard(bundle, name => name.StartsWith(ReportPrefix, StringComparison.Ordinal)
            || name.EndsWith(JobFolder.PartEnding, StringComparison.Ordinal)
            || name == JobFolder.AuditName);
        if (FolderListing.Of(bundle).Count == 0)
            DurableFolder.Remove(bundle);
    }
}
