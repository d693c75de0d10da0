using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Spool.Durable;

/// <summary>
/// The steps of a retry. Other processes request it without the zone's lock, by one rename, while they hold the lock of the
/// quarantined job.
/// </summary>
public sealed class RetrySteps
{
    private static readonly ReplacingSteps Correcting = new(DurableStep.WriteMended, DurableStep.SyncMended, DurableStep.NameMended);
    private readonly Zone _zone;
    private readonly JobPlaces _places;
    private readonly StepRunner _runner;
    private readonly SealSteps _seal;

    internal RetrySteps(Zone zone, JobPlaces places, StepRunner runner, SealSteps seal) => (_zone, _places, _runner, _seal) = (zone, places, runner, seal);

    /// <summary>Replaces a file of a quarantined job, the delivery or the rejects of a split, by a corrected one, durably.</summary>
    /// <param name="folder">The quarantine folder.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="corrected">Read to its end.</param>
    /// <param name="limit">Of the rights of the corrected file. It gets neither more than that nor more than the file that it replaces.</param>
    public void Correct(string folder, string name, Stream corrected, RightsLimit limit)
    {
        var path = $"{folder}/{name}";
        limit = FileStatus.At(path) is null ? limit : RightsLimit.At(path).And(limit);
        // the seal is about the old content
        _runner.Discard(folder, entry => entry == JobFolder.ReceiptName);
        _runner.Replace(Correcting, $"{folder}/.mended{JobFolder.PartEnding}", path, corrected.CopyTo, limit);
        // a checksum of the old bytes would reject the new ones
        if (FileStatus.At($"{folder}/{JobFolder.CompanionFolder}") is { Kind: FileKind.Folder })
            _runner.Discard($"{folder}/{JobFolder.CompanionFolder}", _ => true);
        _runner.Sync(DurableStep.SyncBundle, folder);
    }

    /// <summary>Requests a retry, by one rename. Durable when this returns. Returns why it was refused: <see cref="SystemError.NotFound"/> if the job is no longer in the quarantine.</summary>
    public SystemError Request(string feed, JobName job)
    {
        var queued = _places.Retry(feed, job);
        DurableFolder.Ensure(Path.GetDirectoryName(queued)!);
        if (_runner.TryMove(DurableStep.Retry, $"{_zone.Failed}/{feed}/{job}", queued) is var error and not SystemError.None)
            return error;
        _runner.Sync(DurableStep.SyncRetry, Path.GetDirectoryName(queued)!);
        return SystemError.None;
    }

    /// <summary>
    /// Resumes a job whose retry was requested: marks it, removes what the failure left, and moves it back to <c>working/</c>. After
    /// a crash the job is in one of the two places.
    /// </summary>
    public JobFolder Resume(string feed, JobName name)
    {
        var queued = new JobFolder(_places.Retry(feed, name), feed, name);
        File.Create(queued.Retried).Dispose();
        _seal.Reset(queued);
        _runner.Discard(queued.Folder, entry => StepRunner.IsReport(entry) || entry.StartsWith(JobFolder.RefusalPrefix, StringComparison.Ordinal));
        var job = queued with { Folder = $"{_zone.Working}/{feed}/{name}" };
        DurableFolder.Ensure(Path.GetDirectoryName(job.Folder)!);
        _runner.Move(DurableStep.TakeRetry, queued.Folder, job.Folder);
        return job;
    }
}
