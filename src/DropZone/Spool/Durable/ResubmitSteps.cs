using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>The steps that drop the rejects of a split again. The caller holds the lock of their quarantine folder.</summary>
public sealed class ResubmitSteps
{
    private static readonly ReplacingSteps PlacingCompanion = new(DurableStep.WriteCompanion, DurableStep.SyncCompanion, DurableStep.NameCompanion);
    private readonly StepRunner _runner;

    internal ResubmitSteps(StepRunner runner) => _runner = runner;

    /// <summary>
    /// Drops the rejects of a split as a new delivery, by one rename. The rest of the quarantine folder, its reports, is removed
    /// when the new name is durable. Returns why the drop was refused: <see cref="SystemError.NotFound"/> if the rejects are gone,
    /// <see cref="SystemError.Exists"/> if the name is taken.
    /// </summary>
    /// <param name="folder">The quarantine folder.</param>
    /// <param name="incoming">The feed's incoming folder.</param>
    /// <param name="name">The new name of the rejects there.</param>
    /// <param name="companion">The marker or checksum file that the feed requires; null if it requires none.</param>
    public SystemError Drop(string folder, string incoming, string name, QuarantineFile? companion)
    {
        // senders can write there: the folder itself must be no link, and nothing is written under a name that they can take first
        using var held = HeldFolder.Ensure(incoming);
        if (held.StatusOf(name) is not null)
            return SystemError.Exists;
        if (companion is not null)
            _runner.Replace(PlacingCompanion, $"{folder}/.{companion.Name}{JobFolder.PartEnding}", $"{held.HeldPath}/{companion.Name}", companion.Write);
        if (_runner.TryMove(DurableStep.DropRejects, $"{folder}/{JobFolder.RejectsFileName}", $"{held.HeldPath}/{name}") is var error and not SystemError.None)
            return error;
        _runner.Do(DurableStep.SyncIncoming, held.Sync);
        _runner.Sync(DurableStep.SyncBundle, folder); // btrfs: only now the old name cannot return
        RemoveEmptied(folder);
        return SystemError.None;
    }

    /// <summary>Finishes a drop: removes the name that a power cut left the rejects in their quarantine folder, then the rest of it.</summary>
    /// <param name="folder">The quarantine folder.</param>
    /// <exception cref="LinuxException">The disk refuses.</exception>
    public void Finish(string folder)
    {
        var old = $"{folder}/{JobFolder.RejectsFileName}";
        _runner.Do(DurableStep.FinishRejects, () => FileRemoval.Remove(old));
        _runner.Sync(DurableStep.SyncBundle, folder);
        if (FileStatus.At(old) is null)
            RemoveEmptied(folder);
    }

    /// <summary>
    /// Removes the quarantine folder of a split whose rejects were dropped again. If it contains a file that is not ours, all of it
    /// stays, the reports included: they show that this is no failed job.
    /// </summary>
    public void RemoveEmptied(string folder)
    {
        if (FolderListing.Of(folder).Any(entry => !JobFolder.IsOurs(entry.Name)))
            return;
        _runner.Discard(folder, name => StepRunner.IsPartOrReport(name) || name == JobFolder.AuditName);
        if (FolderListing.Of(folder).Count == 0)
            DurableFolder.Remove(folder);
    }
}
