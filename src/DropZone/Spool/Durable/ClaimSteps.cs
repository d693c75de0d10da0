using DropZone.Errors;
using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Mono.Unix;

namespace DropZone.Spool.Durable;

/// <summary>The steps that take a delivery from <c>incoming/</c>, and those that undo or finish an interrupted claim.</summary>
public sealed class ClaimSteps
{
    private const uint PossessedMode = 0x1A0; // 0640
    private const uint WritableByOthers = 0xE12; // 07022, with the special bits
    private const uint SetIds = 0xC00; // 06000
    private readonly Zone _zone;
    private readonly StepRunner _runner;

    internal ClaimSteps(Zone zone, StepRunner runner) => (_zone, _runner) = (zone, runner);

    /// <summary>
    /// Claims a delivery: makes the job's folder, marks a refusal in it, takes the companion, then the delivery itself by one
    /// rename. Returns null if the kernel refuses; nothing is left behind then.
    /// </summary>
    /// <param name="request">What to claim.</param>
    /// <param name="name">The name of the new job.</param>
    /// <param name="refused">Why, <see cref="SystemError.NotFound"/> if the delivery is gone.</param>
    /// <exception cref="IOException">Nothing can be made in the job's folder: the disk fails, not this delivery.</exception>
    public JobFolder? TryTake(ClaimRequest request, JobName name, out SystemError refused)
    {
        DurableFolder.Ensure($"{_zone.Working}/{request.Feed}");
        var job = new JobFolder($"{_zone.Working}/{request.Feed}/{name}", request.Feed, name);
        _runner.Do(DurableStep.MakeJobFolder, () => DurableFolder.Make(job.Folder));
        try
        {
            Take(request, job);
            refused = SystemError.None;
            return job;
        }
        catch (LinuxException reason)
        {
            refused = reason.Error;
            Undo(job, request.Folder);
            return null;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            Undo(job, request.Folder);
            throw;
        }
    }

    /// <summary>
    /// Makes the delivery and its companion the service's own, mode 0640, so that the sender can open them for writing neither by a name
    /// nor through an old descriptor. Who the sender was is marked first. Returns why the kernel refused; what was not taken stays the sender's.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="contents">The names in it.</param>
    /// <param name="prevented">Why the delivery must not be read: its sender prevented that it is taken. Null: taken, or not his doing.</param>
    public SystemError TryPossess(JobFolder job, JobContents contents, out ErrorCode? prevented)
    {
        prevented = null;
        var refused = contents.Original is { } original
            ? TryPossess(job, $"{job.Folder}/{original}", contents.Sender, marks: true, out prevented)
            : SystemError.None;
        return refused == SystemError.None && contents.Companion is { } companion
            ? TryPossess(job, $"{job.Companions}/{companion}", contents.Sender, marks: false, out _)
            : refused;
    }

    /// <summary>Marks that the delivery must be quarantined unread. The mark is an empty file; its name has the code.</summary>
    public void MarkRefusal(JobFolder job, ErrorCode code) =>
        _runner.Do(DurableStep.MarkRefusal, () => File.Create($"{job.Folder}/{JobFolder.RefusalPrefix}{code.Name()}").Dispose());

    /// <summary>Undoes a claim that was begun: the companion is returned, the job's folder removed.</summary>
    /// <param name="job">The job.</param>
    /// <param name="incoming">The incoming folder of the delivery.</param>
    public void Undo(JobFolder job, string incoming)
    {
        if (FileStatus.At(job.Folder) is null)
            return;
        if (FileStatus.At(job.Companions) is not null)
        {
            foreach (var companion in FolderListing.Of(job.Companions))
                ReturnCompanion($"{job.Companions}/{companion.Name}", $"{incoming}/{companion.Name}");
            DurableFolder.Remove(job.Companions);
        }

        _runner.Do(DurableStep.Discard, () =>
        {
            foreach (var mark in FolderListing.Of(job.Folder))
            {
                if (JobFolder.IsOurs(mark.Name) && mark.Name is not (JobFolder.OutputName or JobFolder.ReceiptName))
                    File.Delete($"{job.Folder}/{mark.Name}");
            }

            DurableFolder.Remove(job.Folder);
        });
    }

    /// <summary>Finishes a claim: removes the name that a power cut left the file in <c>incoming/</c>. Senders may be active there.</summary>
    /// <param name="job">The job that has the file.</param>
    /// <param name="folder">The folder of that name.</param>
    /// <param name="name">The name.</param>
    /// <param name="claimed">The file in the job.</param>
    public void Finish(JobFolder job, string folder, string name, FileStatus claimed) => _runner.Do(DurableStep.FinishClaim, () =>
    {
        // not removed in place: a sender may have put a new file there since it was checked
        var aside = $"{job.Folder}/claimed{JobFolder.PartEnding}";
        AtomicRename.Move($"{folder}/{name}", aside);
        if (FileStatus.At(aside)?.IsSameFile(claimed) == true)
            File.Delete(aside);
        else if (AtomicRename.Try(aside, $"{folder}/{name}") != SystemError.None)
            AtomicRename.Move(aside, $"{folder}/{StampedName.Of(name, job.Name)}");
        DurableFile.Sync(folder);
    });

    private void Take(ClaimRequest request, JobFolder job)
    {
        if (request.Refusal is { } code)
            MarkRefusal(job, code);
        if (request.Companion is { } companion)
        {
            _runner.Do(DurableStep.TakeCompanion, () =>
            {
                DurableFolder.Make(job.Companions);
                AtomicRename.Move($"{request.Folder}/{companion}", $"{job.Companions}/{companion}");
            });
            ShouldBeFile($"{job.Companions}/{companion}", $"{request.Folder}/{companion}");
        }

        var safeName = JobFolder.SafeName(request.FileName);
        if (safeName != request.FileName)
        {
            File.WriteAllBytes(job.TrueName, UnixEncoding.Instance.GetBytes(request.FileName));
            DurableFile.Sync(job.TrueName);
        }

        _runner.Move(DurableStep.Claim, $"{request.Folder}/{request.FileName}", $"{job.Folder}/{safeName}");
        ShouldBeFile($"{job.Folder}/{safeName}", $"{request.Folder}/{request.FileName}");
    }

    /// <summary>
    /// Returns what is no file to its sender: he may have exchanged the file since it was checked, and could still change a folder in
    /// the job. If its old name is taken meanwhile, it stays, and is quarantined unread.
    /// </summary>
    /// <exception cref="LinuxException"><see cref="SystemError.NotFound"/>: the delivery that was checked is gone.</exception>
    private static void ShouldBeFile(string claimed, string from)
    {
        if (!IsFile(claimed) && AtomicRename.Try(claimed, from) == SystemError.None)
            throw new LinuxException(SystemError.NotFound, "claim", from);
    }

    private static bool IsFile(string claimed)
    {
        try
        {
            return FileStatus.At(claimed) is { Kind: FileKind.Regular };
        }
        catch (LinuxException)
        {
            return true; // the disk fails, but the claim is done: its job checks it again
        }
    }

    /// <summary>
    /// What is no regular file is left, and what has another name: it could be a link to a file of root. It may look otherwise a moment
    /// later, so the check made here is the one that counts.
    /// </summary>
    private SystemError TryPossess(JobFolder job, string path, Sender? sender, bool marks, out ErrorCode? prevented)
    {
        prevented = null;
        using var file = HeldFile.TryOpen(path, out var refused);
        if (file is null)
            return refused;
        var status = file.Status();
        if (status.Kind != FileKind.Regular || status.Links != 1)
        {
            prevented = status.Kind == FileKind.Regular ? ErrorCode.HardLink : ErrorCode.Unreadable;
            return SystemError.None;
        }

        if (status.Owner == SystemUser.Current)
        {
            // taken before a crash, or the sender is this user
            var mode = sender is null ? status.Mode & ~WritableByOthers : PossessedMode;
            return mode == status.Mode ? SystemError.None : _runner.Try(DurableStep.Possess, () => file.TrySetMode(mode));
        }

        if (marks && sender is null)
            _runner.Do(DurableStep.MarkSender, () => File.Create($"{job.Folder}/{Sender.Of(status).MarkName}").Dispose());
        var group = FileStatus.At(job.Folder)!.Value.Group;
        var error = _runner.Try(DurableStep.Possess, () =>
            file.TryGive(SystemUser.Current, group) is var given and not SystemError.None ? given : file.TrySetMode(PossessedMode));
        if (error != SystemError.NotPermitted || !KeepsOwner(status, file.Status()))
            return error;
        prevented = ErrorCode.Unreadable;
        return SystemError.None;
    }

    /// <summary>
    /// Whether the mode prevents a new owner: chown(2) would remove a set-user-ID or set-group-ID bit, which only the owner may do. A
    /// sender can set one for a moment; that changes the ctime.
    /// </summary>
    private static bool KeepsOwner(FileStatus before, FileStatus now) =>
        ((before.Mode | now.Mode) & SetIds) != 0 || FileStamp.Of(before) != FileStamp.Of(now);

    private void ReturnCompanion(string from, string to)
    {
        var error = _runner.TryMove(DurableStep.ReturnCompanion, from, to);
        if (error == SystemError.Exists)
            _ = FileRemoval.Try(from); // the sender has put a new one there, which counts
        else if (error != SystemError.None)
            throw new LinuxException(error, "rename", Path.GetFileName(from));
    }
}
