using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>The steps that end a job in the archive.</summary>
public sealed class ArchiveSteps
{
    private readonly JobPlaces _places;
    private readonly StepRunner _runner;
    private readonly SharedFolderSync _folders;

    internal ArchiveSteps(JobPlaces places, StepRunner runner, SharedFolderSync folders) => (_places, _runner, _folders) = (places, runner, folders);

    /// <summary>Enters the job in the ledger, before it is archived. After a crash it may be entered again.</summary>
    public void Remember(Action enter) => _runner.Do(DurableStep.Remember, enter);

    /// <summary>Moves the job to the archive, durably.</summary>
    public void Move(JobFolder job)
    {
        MakeDate(job);
        _runner.Move(DurableStep.Archive, job.Folder, _places.Archive(job));
        Confirm(job);
    }

    /// <summary>Makes the place of an archived job durable.</summary>
    public void Confirm(JobFolder job) => _runner.Do(DurableStep.SyncArchiveDate, () => _folders.Sync(_places.ArchiveDate(job)));

    /// <summary>Finishes the delivery of an archived job: removes the name that a power cut left the output in its folder.</summary>
    /// <exception cref="LinuxException">The disk refuses.</exception>
    public void FinishDelivery(JobFolder job)
    {
        _runner.Do(DurableStep.FinishDelivery, () => FileRemoval.Remove(job.Output));
        _runner.Sync(DurableStep.SyncJob, job.Folder);
    }

    /// <summary>Makes the folder of the job's date.</summary>
    internal void MakeDate(JobFolder job) => _runner.Do(DurableStep.MakeArchiveDate, () => DurableFolder.Ensure(_places.ArchiveDate(job)));
}
