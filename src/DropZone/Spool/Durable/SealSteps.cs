using System.Text.Json;
using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;

namespace DropZone.Spool.Durable;

/// <summary>The steps that seal a job: nothing leaves the job before the seal is durable. And those that remove what is not sealed.</summary>
public sealed class SealSteps
{
    private readonly StepRunner _runner;
    private readonly ReportSteps _reports;

    internal SealSteps(StepRunner runner, ReportSteps reports) => (_runner, _reports) = (runner, reports);

    /// <summary>
    /// Seals a job: valid, transformed, never to be validated again. <paramref name="isUnchanged"/> is called after everything
    /// is on the disk and right before the seal. If it returns false, the parts are removed and the job is not sealed.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="original">The delivery.</param>
    /// <param name="receipt">The receipt, of a delivery, a split, or a duplicate without an output.</param>
    /// <param name="reports">The reports of a split's rejects; empty if this is no split.</param>
    /// <param name="isUnchanged">Whether the delivery is unchanged since it was read.</param>
    /// <exception cref="LinuxException">A step failed. The parts must be discarded, not synced again.</exception>
    public bool TrySeal(
        JobFolder job, OpenedFile original, Receipt receipt, IReadOnlyList<QuarantineFile> reports, Func<bool> isUnchanged)
    {
        SyncParts(job, original, receipt);
        if (receipt.Split is not null)
            CollectRejects(job, reports, RightsLimit.At(original.Path));
        else if (File.Exists(job.RejectsPart))
            _runner.Do(DurableStep.Discard, () => File.Delete(job.RejectsPart));
        _runner.Do(DurableStep.WriteReceipt, () => StepRunner.Write(job.ReceiptPart, stream => JsonSerializer.Serialize(stream, receipt, SpoolJson.Default.Receipt)));
        _runner.Sync(DurableStep.SyncReceipt, job.ReceiptPart);
        if (!isUnchanged())
        {
            Reset(job);
            return false;
        }

        if (receipt.RecordKeys is not null)
            _runner.Move(DurableStep.NameRecordKeys, job.RecordKeysPart, job.RecordKeys);
        if (receipt.Duplicate is null)
            _runner.Move(DurableStep.NameOutput, job.OutputPart, job.Output);
        _runner.Move(DurableStep.NameReceipt, job.ReceiptPart, job.Receipt);
        Confirm(job);
        return true;
    }

    /// <summary>Makes claim and seal durable together. A crash may have come before that.</summary>
    public void Confirm(JobFolder job) => _runner.Sync(DurableStep.SyncJob, job.Folder);

    /// <summary>Removes unfinished files, which do not count: parts, an output and rejects without a receipt, reports.</summary>
    public void Reset(JobFolder job)
    {
        if (File.Exists(job.Receipt))
            return;
        if (FileStatus.At(job.Rejects) is { Kind: FileKind.Folder })
        {
            _runner.Discard(job.Rejects, _ => true);
            DurableFolder.Remove(job.Rejects);
        }

        _runner.Discard(job.Folder, name => StepRunner.IsPartOrReport(name) || name is JobFolder.OutputName or JobFolder.RecordKeysName);
    }

    /// <summary>Breaks the seal of a job whose output is still in its folder, so that no target has acknowledged anything.</summary>
    public void Unseal(JobFolder job)
    {
        _runner.Discard(job.Folder, name => name == JobFolder.ReceiptName);
        Reset(job);
    }

    /// <summary>Removes what an earlier run of a sealed job began and did not end: reports of a quarantine, the folder of a command.</summary>
    public void DiscardBegun(JobFolder job) => _runner.Discard(job.Folder, StepRunner.IsPartOrReport);

    private void SyncParts(JobFolder job, OpenedFile original, Receipt receipt)
    {
        // senders do not sync what they write
        _runner.Do(DurableStep.SyncOriginal, () => DurableFile.Sync(original));
        if (receipt.Duplicate is not null)
            Reset(job); // nothing that was made is needed
        else
            _runner.Sync(DurableStep.SyncOutput, job.OutputPart);
        if (receipt.RecordKeys is not null)
            _runner.Sync(DurableStep.SyncRecordKeys, job.RecordKeysPart);
    }

    /// <summary>Puts the rejects and their reports into a folder of their own. It counts once the receipt that names it has its own name.</summary>
    private void CollectRejects(JobFolder job, IReadOnlyList<QuarantineFile> reports, RightsLimit limit)
    {
        _runner.Sync(DurableStep.SyncRejects, job.RejectsPart);
        _runner.Do(DurableStep.MakeRejects, () => DurableFolder.Make(job.Rejects));
        _runner.Move(DurableStep.NameRejects, job.RejectsPart, $"{job.Rejects}/{JobFolder.RejectsFileName}");
        _reports.Write(job.Rejects, reports, limit);
    }
}
