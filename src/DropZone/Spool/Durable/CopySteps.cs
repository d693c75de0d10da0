using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;

namespace DropZone.Spool.Durable;

/// <summary>
/// The steps by which an output reaches a folder outside the zone, where no rename can: a copy in that folder under a hidden name,
/// whole and durable before the job remembers it; then its own name. After a crash before it is remembered it is copied again; after
/// a later one, it is only named.
/// </summary>
public sealed class CopySteps
{
    private const int CopyBlock = 1 << 20;
    private readonly StepRunner _runner;

    internal CopySteps(StepRunner runner) => _runner = runner;

    /// <summary>Makes the copy, whole and durable.</summary>
    /// <param name="job">The job that has the output.</param>
    /// <param name="target">The target in its receipt.</param>
    /// <param name="folder">The folder of the target: other users may exchange the names on its path.</param>
    /// <param name="stopping">Ends the copy.</param>
    /// <exception cref="IOException">The folder could not take it, or the output could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Write(JobFolder job, ReceiptTarget target, HeldFolder folder, CancellationToken stopping)
    {
        var part = PartOf(job, target, folder);
        _runner.Do(DurableStep.WriteCopy, () =>
        {
            using var output = OpenedFile.Open(job.Output);
            using var from = output.Read();
            using var to = Open(part);
            var block = new byte[CopyBlock];
            for (int read; (read = from.Read(block)) > 0;)
            {
                stopping.ThrowIfCancellationRequested();
                to.Write(block.AsSpan(0, read));
            }
        });
        _runner.Sync(DurableStep.SyncCopy, part);
        SyncFolder(folder);
    }

    /// <summary>Gives the copy its name, never that of another file: if that is taken, the name gets the job's stamp. It may have its name already.</summary>
    /// <exception cref="LinuxException">The folder refuses.</exception>
    public void Name(JobFolder job, ReceiptTarget target, HeldFolder folder)
    {
        var part = PartOf(job, target, folder);
        if (FileStatus.At(part) is not null && TryName(folder, part, target.Name, job.Name) is var error and not SystemError.None)
            throw new LinuxException(error, "rename", $"{part} to {target.Name}");
        SyncFolder(folder);
    }

    /// <summary>
    /// Puts a reply to a sender into a folder, whole and durable, under a name that no other file loses. If the same reply is
    /// there already, nothing is done.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Of the file; if it is taken, it gets the job's stamp.</param>
    /// <param name="job">The job that the reply is about.</param>
    /// <param name="content">The reply.</param>
    /// <param name="limit">Of its rights: that of the delivery whose values it has; null: it has none.</param>
    /// <exception cref="IOException">The folder could not take it.</exception>
    public void PutReply(HeldFolder folder, string name, JobName job, byte[] content, RightsLimit? limit)
    {
        if (Holds($"{folder.HeldPath}/{name}", content))
            return;
        var part = $"{folder.HeldPath}/.{job.Stamp}{JobFolder.PartEnding}";
        _runner.Do(DurableStep.WriteCopy, () =>
        {
            using var to = limit?.Create(part) ?? Open(part);
            to.Write(content);
        });
        _runner.Sync(DurableStep.SyncCopy, part);
        if (TryName(folder, part, name, job) is var error and not SystemError.None)
        {
            FileRemoval.Remove(part);
            if (error != SystemError.Exists) // the file with this job's stamp is the same reply
                throw new LinuxException(error, "rename", $"{part} to {name}");
        }

        SyncFolder(folder);
    }

    /// <summary>
    /// Removes an output or a reply of a job, durably, from a folder in which others may write: no link is followed, and a file that was
    /// exchanged since it was recognised stays. Returns whether it was there.
    /// </summary>
    /// <param name="folder">The folder; a missing one has nothing.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="job">Its stamp names the file until it is removed.</param>
    /// <param name="isIts">Recognises the file.</param>
    /// <exception cref="IOException">It cannot be read or removed.</exception>
    public bool Remove(string folder, string name, JobName job, Func<Stream, FileStatus, bool> isIts)
    {
        if (FileStatus.At(folder) is not { Kind: FileKind.Folder })
            return false;
        using var held = HeldFolder.Open(folder);
        var aside = $".{job.Stamp}-erased{JobFolder.PartEnding}";
        var isLeft = RemoveOne(held, aside, aside, isIts); // by an interrupted erasure
        return RemoveOne(held, name, aside, isIts) || isLeft;
    }

    private bool RemoveOne(HeldFolder folder, string name, string aside, Func<Stream, FileStatus, bool> isIts)
    {
        FileStatus recognised;
        using (var file = OpenedFile.TryOpen($"{folder.HeldPath}/{name}", out var refused))
        {
            if (file is null && refused is not (SystemError.NotFound or SystemError.SymbolicLink or SystemError.NoDevice) && !IsForeign(folder, name, refused))
                throw new LinuxException(refused, "open", $"{folder.Path}/{name}");
            if (file is null || file.Status() is not { Kind: FileKind.Regular } status)
                return false;
            using var content = file.Read();
            if (!isIts(content, status))
                return false;
            recognised = status;
        }

        var error = _runner.Try(DurableStep.RemoveCopy, () => Remove(folder, name, aside, recognised));
        if (error is not (SystemError.None or SystemError.NotFound))
            throw new LinuxException(error, "unlink", $"{folder.Path}/{name}");
        SyncFolder(folder);
        return error == SystemError.None;
    }

    /// <summary>
    /// Whether the file is no output: a consumer may replace an output by a file that the service cannot read, or that has a lease, which
    /// only its owner can take.
    /// </summary>
    private static bool IsForeign(HeldFolder folder, string name, SystemError refused) =>
        refused is SystemError.AccessDenied or SystemError.TryAgain
        && folder.StatusOf(name) is { } status
        && (refused == SystemError.TryAgain || status.Owner != SystemUser.Current);

    private static SystemError Remove(HeldFolder folder, string name, string aside, FileStatus recognised)
    {
        var error = name == aside ? SystemError.None : AtomicRename.Try(folder, name, folder, aside);
        var current = error == SystemError.None ? aside : name; // a network file system may not rename without replacing
        if (error is not (SystemError.None or SystemError.Invalid or SystemError.NotImplemented or SystemError.NotSupported))
            return error;
        if (folder.StatusOf(current)?.IsSameFile(recognised) == true)
            return folder.TryRemove(current, isFolder: false);
        if (current != name)
            _ = AtomicRename.Try(folder, aside, folder, name);
        return SystemError.NotFound;
    }

    private static FileStream Open(string part) => new(NewFile.Create(part, NewFile.Default), FileAccess.Write, bufferSize: 0);

    // the folder may be the sender's, who may exchange the file at any moment: a link or a FIFO is neither followed nor waited for
    private static bool Holds(string path, byte[] content)
    {
        using var file = OpenedFile.TryOpen(path, out _);
        if (file?.Status() is not { Kind: FileKind.Regular } status || status.Size != content.Length)
            return false;
        using var stream = file.Read();
        var found = new byte[content.Length];
        return stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && found.AsSpan().SequenceEqual(content);
    }

    private SystemError TryName(HeldFolder folder, string part, string name, JobName job) => _runner.Try(DurableStep.NameCopy, () =>
    {
        var error = AtomicRename.TryAnywhere(part, $"{folder.HeldPath}/{name}");
        return error == SystemError.Exists ? AtomicRename.TryAnywhere(part, $"{folder.HeldPath}/{StampedName.Of(name, job)}") : error;
    });

    private static string PartOf(JobFolder job, ReceiptTarget target, HeldFolder folder) => $"{folder.HeldPath}/.{job.Name.Stamp}-{target.Target}{JobFolder.PartEnding}";

    private void SyncFolder(HeldFolder folder) => _runner.Do(DurableStep.SyncCopies, () =>
    {
        try
        {
            DurableFile.Sync($"{folder.HeldPath}/."); // it may be held without the right to read it
        }
        catch (LinuxException unsupported) when (unsupported.Error is SystemError.Invalid or SystemError.IsFolder or SystemError.AccessDenied)
        {
            // a network file system, or a folder that may be written and not read: its server decides how durable its names are
        }
    });
}
