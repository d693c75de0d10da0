using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DropZone.Errors;
using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;
using Mono.Unix;
using Mono.Unix.Native;

namespace DropZone.Spool.Durable;

/// <summary>
/// Every step of a job that must survive a crash or a power cut, in the one order that was tried (docs/developer/design.md):
/// claim; sync the original, the output, what a split rejects and the receipt; name the output, name the receipt (the seal);
/// sync the job's folder (nothing leaves the job before); mark each target that has the output; set the rejects aside; deliver,
/// sync the target's folder; archive, sync the date's folder. Nothing else in the program renames. Before each step the fault seam is asked.
/// </summary>
public sealed partial class DurableSteps(Zone zone, IFaultSeam faults)
{
    private const string ReportPrefix = "report.";

    /// <summary>Where the steps are taken.</summary>
    public Zone Zone => zone;

    /// <summary>
    /// Takes a delivery: makes the job's folder, marks a refusal in it, takes the companion, then the delivery itself by one
    /// rename. Returns null and why not, ENOENT if it is gone; nothing is left behind then.
    /// </summary>
    /// <exception cref="IOException">Nothing can be made in the job's folder: the disk, not this delivery, is in trouble.</exception>
    public JobFolder? Claim(ClaimRequest request, JobName name, out Errno refused)
    {
        DurableFolder.Ensure($"{zone.Working}/{request.Feed}");
        var job = new JobFolder($"{zone.Working}/{request.Feed}/{name}", request.Feed, name);
        if (faults.Take(DurableStep.MakeJobFolder))
            DurableFolder.Make(job.Folder);
        try
        {
            if (request.Refusal is { } code)
                MarkRefusal(job, code);
            if (request.Companion is { } companion && faults.Take(DurableStep.TakeCompanion))
            {
                DurableFolder.Make(job.Companions);
                AtomicRename.Move($"{request.Folder}/{companion}", $"{job.Companions}/{companion}");
            }

            var safeName = JobFolder.SafeName(request.FileName);
            if (safeName != request.FileName)
            {
                File.WriteAllBytes(job.TrueName, UnixEncoding.Instance.GetBytes(request.FileName));
                DurableFile.Sync(job.TrueName);
            }

            if (faults.Take(DurableStep.Claim))
                AtomicRename.Move($"{request.Folder}/{request.FileName}", $"{job.Folder}/{safeName}");
            refused = 0;
            return job;
        }
        catch (LinuxException reason)
        {
            refused = reason.Errno;
            Undo(job, request.Folder);
            return null;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            Undo(job, request.Folder);
            throw;
        }
    }

    /// <summary>Marks that the delivery is to be quarantined unread. The name of the mark is all it holds.</summary>
    public void MarkRefusal(JobFolder job, ErrorCode code)
    {
        if (faults.Take(DurableStep.MarkRefusal))
            File.Create($"{job.Folder}/{JobFolder.RefusalPrefix}{code.Name()}").Dispose();
    }

    /// <summary>
    /// Makes the job durable: valid, transformed, never to be validated again. <paramref name="isUnchanged"/> is asked after
    /// everything is on the disk and right before the seal; false: the parts are removed and false is returned.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="original">The delivery.</param>
    /// <param name="receipt">What is sealed; it says whether this is a split, or a duplicate of which only the receipt is kept.</param>
    /// <param name="reports">What a split puts beside its rejects; empty for no split.</param>
    /// <param name="isUnchanged">Whether the delivery is still what was read.</param>
    /// <exception cref="LinuxException">A step failed. The parts are to be thrown away, not synced again.</exception>
    public bool Seal(
        JobFolder job, OpenedFile original, Receipt receipt, IReadOnlyList<QuarantineFile> reports, Func<bool> isUnchanged)
    {
        // uploaders do not sync what they write
        if (faults.Take(DurableStep.SyncOriginal))
            DurableFile.Sync(original);
        if (receipt.Duplicate is not null)
            Reset(job); // nothing of what was made is wanted
        else if (faults.Take(DurableStep.SyncOutput))
            DurableFile.Sync(job.OutputPart);
        if (receipt.RecordKeys is not null && faults.Take(DurableStep.SyncRecordKeys))
            DurableFile.Sync(job.RecordKeysPart);
        if (receipt.Split is not null)
            CollectRejects(job, reports);
        else if (File.Exists(job.RejectsPart) && faults.Take(DurableStep.Discard))
            File.Delete(job.RejectsPart);
        if (faults.Take(DurableStep.WriteReceipt))
            Write(job.ReceiptPart, receipt, SpoolJson.Default.Receipt);
        if (faults.Take(DurableStep.SyncReceipt))
            DurableFile.Sync(job.ReceiptPart);
        if (!isUnchanged())
        {
            Reset(job);
            return false;
        }

        if (receipt.RecordKeys is not null && faults.Take(DurableStep.NameRecordKeys))
            AtomicRename.Move(job.RecordKeysPart, job.RecordKeys);
        if (receipt.Duplicate is null && faults.Take(DurableStep.NameOutput))
            AtomicRename.Move(job.OutputPart, job.Output);
        if (faults.Take(DurableStep.NameReceipt))
            AtomicRename.Move(job.ReceiptPart, job.Receipt);
        ConfirmSeal(job);
        return true;
    }

    /// <summary>The seal was seen: makes claim and seal durable together. A crash may have come before it.</summary>
    public void ConfirmSeal(JobFolder job)
    {
        if (faults.Take(DurableStep.SyncJob))
            DurableFile.Sync(job.Folder);
    }

    /// <summary>
    /// Renames the rejects of a split, as one folder, to where failed jobs are: its absence in the job acknowledges that.
    /// Durable when this returns, so that no good row leaves before the bad ones have their place.
    /// </summary>
    public void SetAside(JobFolder job)
    {
        if (faults.Take(DurableStep.MakeFailedFeed))
            DurableFolder.Ensure(FailedFeed(job));
        if (FileStatus.At(job.Rejects) is not null && faults.Take(DurableStep.SetAside))
            AtomicRename.Move(job.Rejects, FailedPath(job));
        ConfirmFail(job);
    }

    /// <summary>
    /// Renames the output into the target's folder, which acknowledges it; never over another file: a name that is taken gets
    /// the job's stamp. Returns its path.
    /// </summary>
    public string Deliver(JobFolder job, ReceiptTarget target)
    {
        var folder = $"{zone.Root}/{target.Path}";
        DurableFolder.Ensure(folder);
        var path = $"{folder}/{target.Name}";
        if (faults.Take(DurableStep.Deliver))
        {
            var errno = AtomicRename.Try(job.Output, path);
            if (errno == Errno.EEXIST)
            {
                path = $"{folder}/{StampedName.Of(target.Name, job.Name)}";
                errno = AtomicRename.Try(job.Output, path);
            }

            if (errno != 0)
                throw new LinuxException(errno, "rename", $"{job.Output} to {path}");
        }

        return path;
    }

    /// <summary>The output was seen to be gone: makes its new name durable before the job may leave <c>working/</c>.</summary>
    public void ConfirmDelivery(ReceiptTarget target)
    {
        if (faults.Take(DurableStep.SyncTarget))
            SyncShared($"{zone.Root}/{target.Path}");
    }

    /// <summary>Where the job's folder stands in the archive, once it does.</summary>
    public string ArchivePath(JobFolder job) => $"{ArchiveDate(job)}/{job.Name}";

    /// <summary>Where the job's folder stands in the quarantine, once it does.</summary>
    public string FailedPath(JobFolder job) => $"{FailedFeed(job)}/{job.Name}";

    /// <summary>The same, relative to the zone.</summary>
    public string RelativeFailedPath(JobFolder job) => Path.GetRelativePath(zone.Root, FailedPath(job));

    /// <summary>Before the archive: the job enters the ledger, which may be told more than once.</summary>
    public void Remember(Action enter)
    {
        if (faults.Take(DurableStep.Remember))
            enter();
    }

    /// <summary>Ends the job: done. "Archived" may be said when this returns.</summary>
    public void Archive(JobFolder job)
    {
        if (faults.Take(DurableStep.MakeArchiveDate))
            DurableFolder.Ensure(ArchiveDate(job));
        if (faults.Take(DurableStep.Archive))
            AtomicRename.Move(job.Folder, ArchivePath(job));
        ConfirmArchive(job);
    }

    /// <summary>The job was seen in the archive: makes its place there durable.</summary>
    public void ConfirmArchive(JobFolder job)
    {
        if (faults.Take(DurableStep.SyncArchiveDate))
            SyncShared(ArchiveDate(job));
    }

    /// <summary>
    /// Ends the job: quarantined with its reason. The reports are whole and durable, and so is the original where it can be
    /// opened, before the folder appears in <c>failed/</c>, all of it at once.
    /// </summary>
    public void Fail(JobFolder job, OpenedFile? original, IReadOnlyList<QuarantineFile> reports)
    {
        Reset(job);
        if (original is not null && faults.Take(DurableStep.SyncOriginal))
            DurableFile.Sync(original);
        WriteBundle(job.Folder, reports);
        if (faults.Take(DurableStep.MakeFailedFeed))
            DurableFolder.Ensure(FailedFeed(job));
        if (faults.Take(DurableStep.Fail))
            AtomicRename.Move(job.Folder, FailedPath(job));
        ConfirmFail(job);
    }

    /// <summary>The job was seen in the quarantine: makes its place there durable.</summary>
    public void ConfirmFail(JobFolder job)
    {
        if (faults.Take(DurableStep.SyncFailedFeed))
            DurableFile.Sync(FailedFeed(job));
    }

    /// <summary>Removes what was begun and does not count: parts, an output and rejects without receipt, reports.</summary>
    public void Reset(JobFolder job)
    {
        if (File.Exists(job.Receipt))
            return;
        if (FileStatus.At(job.Rejects) is { Kind: FileKind.Folder })
        {
            Discard(job.Rejects, _ => true);
            DurableFolder.Remove(job.Rejects);
        }

        Discard(job.Folder, name => name.EndsWith(JobFolder.PartEnding, StringComparison.Ordinal)
            || name.StartsWith(ReportPrefix, StringComparison.Ordinal)
            || name is JobFolder.OutputName or JobFolder.RecordKeysName);
    }

    /// <summary>The output is still here, so nobody has acknowledged anything: from now on it is as if never sealed.</summary>
    public void Unseal(JobFolder job)
    {
        Discard(job.Folder, name => name == JobFolder.ReceiptName);
        Reset(job);
    }

    /// <summary>Takes back a claim that was begun: the companion returns, the folder goes.</summary>
    /// <param name="job">The job.</param>
    /// <param name="incoming">The incoming folder the delivery lies in.</param>
    public void Undo(JobFolder job, string incoming)
    {
        if (FileStatus.At(job.Folder) is null)
            return;
        if (FileStatus.At(job.Companions) is not null)
        {
            foreach (var companion in FolderListing.Of(job.Companions))
            {
                // EEXIST: the sender has put a new one there, which counts
                if (faults.Take(DurableStep.ReturnCompanion)
                    && AtomicRename.Try($"{job.Companions}/{companion.Name}", $"{incoming}/{companion.Name}") is var errno and not 0)
                {
                    if (errno != Errno.EEXIST)
                        throw new LinuxException(errno, "rename", companion.Name);
                    _ = Syscall.unlink($"{job.Companions}/{companion.Name}");
                }
            }

            DurableFolder.Remove(job.Companions);
        }

        if (!faults.Take(DurableStep.Discard))
            return;
        foreach (var mark in FolderListing.Of(job.Folder))
        {
            if (JobFolder.IsOurs(mark.Name) && mark.Name is not (JobFolder.OutputName or JobFolder.ReceiptName))
                File.Delete($"{job.Folder}/{mark.Name}");
        }

        DurableFolder.Remove(job.Folder);
    }

    /// <summary>The claim was seen: takes from the file the name that a power cut left it in <c>incoming/</c>. Senders may be at work there.</summary>
    /// <param name="job">That has the file.</param>
    /// <param name="folder">Of that name.</param>
    /// <param name="name">The name.</param>
    /// <param name="claimed">The file in the job.</param>
    public void FinishClaim(JobFolder job, string folder, string name, FileStatus claimed)
    {
        if (!faults.Take(DurableStep.FinishClaim))
            return;
        // not removed where it lies: a sender may have put a new file there since the look
        var aside = $"{job.Folder}/claimed{JobFolder.PartEnding}";
        AtomicRename.Move($"{folder}/{name}", aside);
        if (FileStatus.At(aside)?.IsSameFile(claimed) == true)
            File.Delete(aside);
        else if (AtomicRename.Try(aside, $"{folder}/{name}") != 0)
            AtomicRename.Move(aside, $"{folder}/{StampedName.Of(name, job.Name)}");
        DurableFile.Sync(folder);
    }

    /// <summary>Writes a record of the zone's own, replacing the old one: whole and durable, or not at all.</summary>
    /// <param name="name">Its name under <c>state/</c>.</param>
    public void Record<T>(string name, T record, JsonTypeInfo<T> type)
    {
        var path = $"{zone.State}/{name}";
        var part = path + JobFolder.PartEnding;
        DurableFolder.Ensure(Path.GetDirectoryName(path)!);
        if (faults.Take(DurableStep.WriteState))
            Write(part, record, type);
        if (faults.Take(DurableStep.SyncState))
            DurableFile.Sync(part);
        if (faults.Take(DurableStep.NameState))
            AtomicRename.Replace(part, path);
        if (faults.Take(DurableStep.SyncStateFolder))
            DurableFile.Sync(Path.GetDirectoryName(path)!);
    }

    private string ArchiveDate(JobFolder job) => $"{zone.Archive}/{job.Feed}/{job.Name.Date}";

    private string FailedFeed(JobFolder job) => $"{zone.Failed}/{job.Feed}";

    /// <summary>The rejects and their reports, in a folder of their own; it counts once the receipt that says so has its name.</summary>
    private void CollectRejects(JobFolder job, IReadOnlyList<QuarantineFile> reports)
    {
        if (faults.Take(DurableStep.SyncRejects))
            DurableFile.Sync(job.RejectsPart);
        if (faults.Take(DurableStep.MakeRejects))
            DurableFolder.Make(job.Rejects);
        if (faults.Take(DurableStep.NameRejects))
            AtomicRename.Move(job.RejectsPart, $"{job.Rejects}/{JobFolder.RejectsName}");
        WriteBundle(job.Rejects, reports);
    }

    private void WriteBundle(string folder, IReadOnlyList<QuarantineFile> reports)
    {
        foreach (var report in reports)
        {
            var part = $"{folder}/{report.Name}{JobFolder.PartEnding}";
            if (faults.Take(DurableStep.WriteReports))
                Write(part, report.Write);
            if (faults.Take(DurableStep.SyncReports))
                DurableFile.Sync(part);
        }

        foreach (var report in reports)
        {
            if (faults.Take(DurableStep.NameReports))
                AtomicRename.Move($"{folder}/{report.Name}{JobFolder.PartEnding}", $"{folder}/{report.Name}");
        }

        if (faults.Take(DurableStep.SyncBundle))
            DurableFile.Sync(folder);
    }

    private void Discard(string folder, Func<string, bool> whether)
    {
        foreach (var entry in FolderListing.Of(folder))
        {
            // by the kernel's name: a companion's may be none that .NET knows
            if (whether(entry.Name) && faults.Take(DurableStep.Discard)
                && Syscall.unlink($"{folder}/{entry.Name}") != 0 && Stdlib.GetLastError() is var errno and not Errno.ENOENT)
            {
                if (errno != Errno.EISDIR)
                    throw new LinuxException(errno, "unlink", $"{folder}/{entry.Name}");
                FolderTree.Remove($"{folder}/{entry.Name}"); // that of a command
            }
        }
    }

    private static void Write<T>(string path, T record, JsonTypeInfo<T> type) =>
        Write(path, stream => JsonSerializer.Serialize(stream, record, type));

    private static void Write(string path, Action<Stream> write)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        write(stream);
    }
}
