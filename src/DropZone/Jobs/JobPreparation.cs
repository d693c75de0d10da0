using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Processes;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Plan;
using Microsoft.Extensions.Logging;

namespace DropZone.Jobs;

/// <summary>Takes a claimed job to its seal, or to the quarantine: the only phase that reads the delivery.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="configured">Its feed; null if no feed of that name is configured.</param>
/// <param name="steps">The durable steps.</param>
/// <param name="ledger">Remembers earlier jobs.</param>
/// <param name="records">Writes the receipt.</param>
/// <param name="quarantine">Takes rejected deliveries.</param>
/// <param name="conversion">Makes the output.</param>
/// <param name="clock">Guards against changes of the delivery.</param>
/// <param name="logger">The journal.</param>
internal sealed class JobPreparation(
    JobFolder job, Feed? configured, DurableSteps steps, JobLedger ledger, JobRecords records, JobQuarantine quarantine, DeliveryConversion conversion, TimeProvider clock,
    ILogger logger)
{
    /// <summary>Runs the phase. Returns null if the job is sealed, otherwise the result of this run.</summary>
    /// <param name="contents">The names in the job's folder.</param>
    /// <param name="refused">The rows of an earlier output that a target refused; null: none.</param>
    /// <param name="stopping">Interrupts the phase.</param>
    /// <param name="sealedReceipt">The receipt of the sealed job; null if the job is not sealed.</param>
    public JobResult? Run(JobContents contents, IReadOnlyDictionary<long, RefusedRow>? refused, CancellationToken stopping, out Receipt? sealedReceipt)
    {
        sealedReceipt = null;
        steps.Seal.Reset(job);
        var path = $"{job.Folder}/{contents.Original}";
        if (contents.Refusal is { } refusal)
            return quarantine.Refuse(path, refusal);
        if (configured is not { } feed)
            return quarantine.Refuse(path, ErrorCode.NoFeed);

        using var original = TryOpen(path, out var isLeased);
        if (original is null)
            return isLeased ? new JobResult.StillWritten() : quarantine.Refuse(path, ErrorCode.Unreadable);
        var unchanged = new UnchangedFile(original, clock);
        if (Unusable(unchanged.Status) is { } code)
            return quarantine.Refuse(path, code);
        if (ReadLease.Check(original) == LeaseResult.Writer)
            return new JobResult.StillWritten();

        // the folder of the first command lasts until the job is sealed or quarantined
        using var command = feed.Commands.Count > 0 ? ProgramFolder.CreateIn(job.Folder) : null;
        var verdict = Process(original, unchanged.Status, feed, contents, command, out var digest, refused, stopping);
        if (verdict is DeliveryVerdict.Deferred(var reason))
            return new JobResult.Deferred(reason);
        if (verdict is DeliveryVerdict.Rejected(var rejection) && unchanged.Holds(digest))
            return quarantine.Fail(original, unchanged.Status, digest, rejection);
        if (verdict is not (null or DeliveryVerdict.Rejected))
        {
            command?.Dispose(); // nothing in it is sealed
            sealedReceipt = Seal(original, unchanged, digest!, verdict, feed); // only refused files have none
        }

        if (sealedReceipt is not null)
            return null;
        logger.JobChanged(job.Feed, job.Name.Text, records.ShownName);
        return new JobResult.Changed();
    }

    /// <summary>Opens the delivery; null if the service may not read it, or if it is not a file.</summary>
    /// <param name="path">Of the delivery.</param>
    /// <param name="isLeased">
    /// Whether a process of its sender has a write lease on it, which the kernel ends after 45 seconds: no failure of the disk. Source: fcntl(2).
    /// </param>
    private static OpenedFile? TryOpen(string path, out bool isLeased)
    {
        var original = OpenedFile.TryOpen(path, out var errno);
        isLeased = errno == SystemError.TryAgain;
        return original is not null
            || isLeased
            || errno is SystemError.AccessDenied or SystemError.NotPermitted or SystemError.SymbolicLink or SystemError.NoDevice
            ? original
            : throw new LinuxException(errno, "open", path);
    }

    private static ErrorCode? Unusable(FileStatus status) =>
        status.Kind != FileKind.Regular ? ErrorCode.Unreadable
        : status.Links > 1 ? ErrorCode.HardLink
        : null;

    /// <summary>Converts the delivery, decides about it and runs the commands. Returns null if the delivery changed meanwhile.</summary>
    private DeliveryVerdict? Process(
        OpenedFile original, FileStatus status, Feed feed, JobContents contents, ProgramFolder? command, out string? digest, IReadOnlyDictionary<long, RefusedRow>? refused,
        CancellationToken stopping)
    {
        var facts = new SourceFacts(
            records.ShownName, status.Modified, new Lazy<string>(() => HashingStream.Sha256(original.Read(), stopping)), job.Name.Text);
        var result = conversion.Convert(original, feed, facts, command?.Input ?? job.OutputPart, out digest, refused, stopping);
        if (digest is not null && facts.Sha256.IsValueCreated && facts.Sha256.Value != digest)
            return null;
        var verdict = new DeliveryCheck(job, feed, ledger, records.ShownName).Decide(contents, digest, result);
        return verdict is DeliveryVerdict.Accepted && command is not null
            ? conversion.RunCommands(feed, command, result, facts, stopping)
            : verdict;
    }

    /// <summary>Seals the job. Returns null if the delivery changed meanwhile.</summary>
    private Receipt? Seal(OpenedFile original, UnchangedFile unchanged, string digest, DeliveryVerdict verdict, Feed feed)
    {
        var (receipt, result) = verdict switch
        {
            DeliveryVerdict.Accepted(var accepted) => (records.Receipt(unchanged.Status, digest, accepted, feed) with { OutputDigest = conversion.OutputDigest }, accepted),
            DeliveryVerdict.Duplicate(var earlier, var read) => (records.Receipt(unchanged.Status, digest, earlier, feed), read),
            _ => throw new InvalidOperationException(verdict.ToString()),
        };
        var reports = receipt.Split is not null ? records.SplitReports(unchanged.Status, digest, result, feed) : [];
        if (!steps.Seal.TrySeal(job, original, receipt, reports, () => unchanged.Holds(digest)))
            return null;
        logger.JobSealed(job.Feed, job.Name.Text, receipt.File.Name);
        JobFigures.CountErrors(job.Feed, result.Counts);
        return receipt;
    }
}
