using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>The steps that end a job in the quarantine, or put the rejects of a split there.</summary>
public sealed class FailSteps
{
    private readonly JobPlaces _places;
    private readonly StepRunner _runner;
    private readonly SealSteps _seal;
    private readonly ReportSteps _reports;

    internal FailSteps(JobPlaces places, StepRunner runner, SealSteps seal, ReportSteps reports) =>
        (_places, _runner, _seal, _reports) = (places, runner, seal, reports);

    /// <summary>
    /// Moves the job to the quarantine. The reports are whole and durable, and so is the delivery where it can be opened, before
    /// the folder appears in <c>failed/</c> by one rename.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="original">The delivery; null if it cannot be opened, or is durable already.</param>
    /// <param name="reports">Why the job failed.</param>
    /// <param name="limit">Of the rights of the reports: that of the delivery; null if it was not read.</param>
    public void Quarantine(JobFolder job, OpenedFile? original, IReadOnlyList<QuarantineFile> reports, RightsLimit? limit)
    {
        _seal.Reset(job);
        if (original is not null)
            _runner.Do(DurableStep.SyncOriginal, () => DurableFile.Sync(original));
        _reports.Write(job.Folder, reports, limit);
        MakeFeed(job);
        _runner.Move(DurableStep.Fail, job.Folder, _places.Failed(job));
        Confirm(job);
    }

    /// <summary>Makes the place of a quarantined job durable.</summary>
    public void Confirm(JobFolder job) => _runner.Sync(DurableStep.SyncFailedFeed, _places.FailedFeed(job));

    /// <summary>
    /// Moves the rejects of a split, as one folder, to the quarantine. Their absence from the job acknowledges that. Durable when
    /// this returns, so that no good row leaves before the bad ones have their place.
    /// </summary>
    public void SetAsideRejects(JobFolder job)
    {
        MakeFeed(job);
        if (FileStatus.At(job.Rejects) is not null)
            _runner.Move(DurableStep.SetAside, job.Rejects, _places.Failed(job));
        Confirm(job);
    }

    private void MakeFeed(JobFolder job) => _runner.Do(DurableStep.MakeFailedFeed, () => DurableFolder.Ensure(_places.FailedFeed(job)));
}
