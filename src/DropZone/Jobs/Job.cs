using System.Globalization;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Metrics;
using DropZone.Notifications;
using DropZone.Notifications.Messages;
using DropZone.Processes;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Plan;
using DropZone.Targets;
using DropZone.Targets.Loading;
using Microsoft.Extensions.Logging;
using Mono.Unix.Native;

namespace DropZone.Jobs;

/// <summary>
/// The handling of one delivery, from its claim to the archive or the quarantine. What it does next it reads from the
/// job's folder, so that it may be run again after any crash: whatever counts has its checkpoint on the disk.
/// </summary>
/// <param name="job">The job's folder.</param>
/// <param name="feed">Its feed; null: no feed of that name is configured.</param>
/// <param name="steps">The durable steps.</param>
/// <param name="ledger">What is remembered of earlier jobs.</param>
/// <param name="loaders">The targets.</param>
/// <param name="queue">Where what is to be told of it waits.</param>
/// <param name="runner">For the commands of the feed.</param>
/// <param name="progress">Is told how far it is.</param>
/// <param name="clock">For times in receipts and reports.</param>
/// <param name="logger">For what happened.</param>
public sealed class Job(
    JobFolder job, Feed? feed, DurableSteps steps, JobLedger ledger, Loaders loaders, NotificationQueue queue, ProgramRunner runner, JobProgress progress,
    TimeProvider clock, ILogger logger)
{
    // to deliver it again could double it, to archive it could lose it: only a person can know
    private const string ReceiptLost =
        "its receipt is damaged and its output is gone: look whether it was delivered, then move its folder to archive or its file to incoming";

    private const int RecordKeysBuffer = 1 << 16;

    private readonly JobRecords records = new(job, feed, steps, clock);
    private readonly JobNotifications signals = new(job, feed, queue, clock);

    /// <summary>
    /// Runs the job as far as it goes:
    /// 1. look where it stands; 2. refuse what was refused at the claim; 3. open the delivery afresh and ask once more whether
    /// anybody writes; 4. validate and transform in one pass; 5. quarantine it if it is bad, or came before where that is refused;
    /// 6. run the commands of the feed; 7. seal it, unless it changed meanwhile; 8. load it into the targets that do not have it yet;
    /// 9. set aside what a split rejects; 10. deliver; 11. remember, queue what is to be told, and archive.
    /// Trouble of the disk ends it as <see cref="JobResult.Deferred"/>, that of a target as <see cref="JobResult.Waits"/>; it never throws that.
    /// </summary>
    public JobResult Run(CancellationToken stopping)
    {
        var end = Live(stopping);
        if (end is JobResult.Archived or JobResult.Split or JobResult.Skipped or JobResult.Failed)
            ledger.Release(job.Name);
        return end;
    }

    private JobResult Live(CancellationToken stopping)
    {
        try
        {
            // 1
            if (FileStatus.At(job.Folder) is null)
                return Confirm();
            var state = job.State(out var contents);
            if (state is JobState.Begun or JobState.CompanionTaken)
                return new JobResult.Deferred("its folder holds no delivery any more: somebody took it out");
            if (state != JobState.Claimed && Receipt.IsDamaged(job.Receipt))
            {
                if (state == JobState.Delivered || DurableSteps.LoadedInto(job.Folder).Count > 0)
                    return new JobResult.Deferred(ReceiptLost);
                logger.ReceiptDamaged(job.Feed, job.Name.Text);
                steps.Unseal(job);
                state = JobState.Claimed;
            }

            if (state == JobState.Sealed && contents.WasRetried && CameBefore(Receipt.Read(job.Receipt)))
            {
                steps.Unseal(job);
                state = JobState.Claimed;
            }

            Receipt? justSealed = null;
            if (state == JobState.Claimed)
            {
                steps.Reset(job);
                var path = $"{job.Folder}/{contents.Original}";

                // 2
                if (contents.Refusal is { } refused)
                    return Refuse(path, refused, records.RefusalMessage(refused, path));
                if (feed is null)
                    return Refuse(path, ErrorCode.NoFeed, records.RefusalMessage(ErrorCode.NoFeed, path));

                // 3
                using var original = OpenedFile.TryOpen(path, out var errno);
                if (original is null)
                {
                    return errno is Errno.EACCES or Errno.EPERM or Errno.ELOOP or Errno.ENXIO
                        ? Refuse(path, ErrorCode.Unreadable, records.RefusalMessage(ErrorCode.Unreadable, path))
                        : throw new LinuxException(errno, "open", path);
                }

                var unchanged = new UnchangedFile(original, clock);
                if (unchanged.Look.Kind != FileKind.Regular)
                    return Refuse(path, ErrorCode.Unreadable, records.RefusalMessage(ErrorCode.Unreadable, path));
                if (unchanged.Look.Links > 1)
                    return Refuse(path, ErrorCode.HardLink, records.RefusalMessage(ErrorCode.HardLink, path));
                if (ReadLease.Ask(original) == LeaseResult.Writer)
                    return new JobResult.StillWritten();

                // 4
                using var forCommand = feed.Commands.Count > 0 ? ProgramFolder.MakeIn(job.Folder) : null;
                var facts = Facts(original, unchanged.Look, stopping);
                var result = Convert(original, feed, facts, forCommand?.Input ?? job.OutputPart, out var digest, stopping);
                if (facts.Sha256.IsValueCreated && facts.Sha256.Value != digest)
                    return Again();

                // 5
                if (ChecksumComplaint(contents, digest) is { } mismatch)
                {
                    return unchanged.Holds(digest)
                        ? Fail(original, unchanged.Look, digest, Stage.Ingest, OneError(ErrorCode.ChecksumMismatch, mismatch))
                        : Again();
                }

                var answer = Ask(feed, contents, digest);
                if (answer is DuplicateCheckResult.UnderWay(var other))
                    return new JobResult.Deferred($"the same content is under way as job {other}, whose end is waited for");
                var earlier = (answer as DuplicateCheckResult.Before)?.Earlier;
                if (earlier is not null && feed.Duplicates.Action == DuplicateAction.Fail)
                {
                    return unchanged.Holds(digest)
                        ? Fail(original, unchanged.Look, digest, Stage.Ingest, OneError(ErrorCode.DuplicateFile, JobRecords.DuplicateMessage(earlier)))
                        : Again();
                }

                if (earlier is null && !result.Valid && !result.IsSplit)
                {
                    return unchanged.Holds(digest)
                        ? Fail(original, unchanged.Look, digest, Stage.Validate, result)
                        : Again();
                }

                // 6
                if (forCommand is not null && earlier is null)
                {
                    switch (RunCommands(feed, forCommand, result.Rows, facts, stopping))
                    {
                        case CommandsResult.Deferred(var reason):
                            return new JobResult.Deferred(reason);
                        case CommandsResult.Failed(var code, var message, var said):
                            return unchanged.Holds(digest)
                                ? Fail(original, unchanged.Look, digest, Stage.Transform, OneError(code, message), said)
                                : Again();
                        case CommandsResult.Done(var rows, var table):
                            result = result with { Rows = rows, Output = table };
                            break;
                    }
                }

                // 7
                forCommand?.Dispose(); // nothing of it is sealed
                var receipt = earlier is null ? records.Receipt(unchanged.Look, digest, result, feed) : records.Receipt(unchanged.Look, digest, earlier, feed);
                var reports = receipt.Split is not null ? records.SplitBundle(unchanged.Look, digest, result, feed) : [];
                if (!steps.Seal(job, original, receipt, reports, () => unchanged.Holds(digest)))
                    return Again();
                justSealed = receipt;
                logger.JobSealed(job.Feed, job.Name.Text, receipt.File.Name);
                JobFigures.CountErrors(job.Feed, result.Counts);
            }
            else
            {
                steps.DiscardBegun(job);
                steps.ConfirmSeal(job);
            }

            // 8
            var final = justSealed ?? Receipt.Read(job.Receipt);
            if (state != JobState.Delivered && Load(final, stopping) is { } unloaded)
                return unloaded;

            // 9
            if (final.Split is not null)
                steps.SetAside(job);

            // 10
            var output = final.Places;
            if (final.Targets.FirstOrDefault(target => target.IsDirectory) is { } directory)
            {
                if (state != JobState.Delivered)
                    output = final.PlacesWith(steps.Deliver(job, directory));
                steps.ConfirmDelivery(directory);
            }
            else if (File.Exists(job.Output))
            {
                steps.DropOutput(job);
            }

            // 11
            steps.Remember(() => ledger.Remember(final, job.RecordKeys));
            signals.Done(final, output, steps.FailedPath(job));
            steps.Archive(job);
            return Done(final, output);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new JobResult.Interrupted();
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return new JobResult.Deferred(failure.Message) { IsOfMachine = true };
        }
    }

    /// <summary>Quarantines the job unread, with <see cref="ErrorCode.Poison"/>: it has ended the service too often.</summary>
    public JobResult Poison(int attempts)
    {
        try
        {
            var state = job.State(out var contents);
            var path = $"{job.Folder}/{contents.Original}";
            var end = Refuse(path, ErrorCode.Poison, $"the service broke off {attempts} times while it worked on this file alone, after a first time beside others"
                + (state == JobState.Delivered ? "; its output was delivered before" : ""));
            ledger.Release(job.Name);
            return end;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return new JobResult.Deferred(failure.Message) { IsOfMachine = true };
        }
    }

    /// <summary>The delivery's name as shown to people.</summary>
    public string ShownName => records.ShownName;

    /// <summary>The last rename was made, and the sync after it failed: try that again.</summary>
    private JobResult Confirm()
    {
        if (FileStatus.At(steps.ArchivePath(job)) is not null)
        {
            steps.ConfirmArchive(job);
            var receipt = Receipt.Read($"{steps.ArchivePath(job)}/{JobFolder.ReceiptName}");
            return Done(receipt, receipt.Places);
        }

        // it may have been asked for once more already
        string[] places = [steps.FailedPath(job), steps.RetryPath(job.Feed, job.Name)];
        if (Array.Find(places, place => FileStatus.At(place) is not null) is { } bundle)
        {
            steps.ConfirmFail(job);
            using var stream = File.OpenRead($"{bundle}/report.json");
            if (ReportJson.Read(stream) is { DeliveredTo: null } report) // what a split set aside is no failed job
                return new JobResult.Failed(report.Counts, report.Rows, steps.FailedPath(job));
        }

        throw new IOException($"{job.Folder} is gone: somebody else removed it");
    }

    private JobResult Done(Receipt receipt, string output) =>
        receipt.Duplicate is { } earlier ? new JobResult.Skipped(earlier)
        : receipt.Split is not null ? new JobResult.Split(receipt.Rows, output, steps.FailedPath(job)) : new JobResult.Archived(receipt.Rows, output);

    private ConversionResult Convert(OpenedFile original, Feed feed, SourceFacts facts, string outputPath, out string digest, CancellationToken stopping)
    {
        using var timer = new StageTimer(clock, job.Feed, "convert");
        using var input = original.Read();
        using var hashing = new HashingStream(input);
        using var output = new FileStream(outputPath, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        using var rejects = feed.Rules.BadRows == BadRows.Split
            ? new FileStream(job.RejectsPart, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0)
            : null;
        using var before = feed.RecordWindow is { } window ? ledger.KeysBefore(job, window) : null;
        using var kept = before is null ? null : new FileStream(job.RecordKeysPart, FileMode.Create, FileAccess.Write, FileShare.Read, RecordKeysBuffer);
        var target = new ConversionOutput(output, rejects, () => ScratchFile.OpenIn(job.Folder))
        {
            RecordKeys = before is null ? null : new RecordKeys(before.Contains, kept!),
        };
        progress.Begin(hashing, original.Status().Size);
        try
        {
            var result = feed.Conversion.Run(hashing, target, facts, stopping);
            digest = hashing.Finish(stopping);
            return result;
        }
        finally
        {
            progress.End();
        }
    }

    private SourceFacts Facts(OpenedFile original, FileStatus look, CancellationToken stopping) => new(
        ShownName, look.Modified, new Lazy<string>(() => HashingStream.Sha256(original.Read(), stopping)), job.Name.Text);

    private CommandsResult RunCommands(Feed feed, ProgramFolder folder, RowCounts rows, SourceFacts facts, CancellationToken stopping)
    {
        using var timer = new StageTimer(clock, job.Feed, "command");
        using var output = new FileStream(job.OutputPart, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        return new CommandStages(feed, runner, job.Folder, facts, logger)
            .Run(folder, rows, new ConversionOutput(output, null, () => ScratchFile.OpenIn(job.Folder)), stopping);
    }

    /// <summary>Whether the content came before. Who asks once more for a job that failed as a duplicate wants it delivered again.</summary>
    private DuplicateCheckResult Ask(Feed feed, JobContents contents, string digest) =>
        feed.Duplicates.Action == DuplicateAction.Process || (feed.Duplicates.Action == DuplicateAction.Fail && contents.WasRetried)
            ? new DuplicateCheckResult.Fresh()
            : ledger.Reserve(job, feed.Duplicates, ShownName, digest);

    /// <summary>A sealed job that had failed is begun anew if other jobs may have delivered what it holds since: its content, or rows of it.</summary>
    private bool CameBefore(Receipt receipt) =>
        feed is not null && DurableSteps.LoadedInto(job.Folder).Count == 0 && (receipt.Split is null || FileStatus.At(job.Rejects) is not null) && receipt.Duplicate is null
        && (receipt.RecordKeys > 0 || (feed.Duplicates.Action == DuplicateAction.Skip
            && ledger.Reserve(job, feed.Duplicates, receipt.File.Name, receipt.File.Sha256) is not DuplicateCheckResult.Fresh));

    /// <summary>Asks each target that does not have the output yet. Null: all have it.</summary>
    private JobResult? Load(Receipt receipt, CancellationToken stopping)
    {
        JobResult? waits = null;
        foreach (var target in receipt.Targets.Where(target => !target.IsDirectory && !DurableSteps.IsLoaded(job, target.Target!)))
        {
            if (feed?.Targets.FirstOrDefault(known => known.Name == target.Target) is not { } configured)
            {
                waits = new JobResult.Deferred($"it is to go to the target {target.Target} ({target.Place}), which the feed does not have any more: configure it again");
                continue;
            }

            var loader = loaders.For(job.Feed, configured);
            switch (loader.Load(new LoadRequest(job, receipt, target, steps), stopping))
            {
                case LoadResult.Loaded:
                    steps.MarkLoaded(job, configured.Name);
                    logger.JobLoaded(job.Feed, job.Name.Text, receipt.File.Name, configured.Name);
                    break;
                case LoadResult.Refused(var message, var said):
                    return FailLoad(receipt, $"target {configured.Name}: {message}", said);
                case LoadResult.Down(var reason):
                    var until = GivesUp(receipt, feed);
                    if (clock.GetUtcNow() >= until)
                        return FailLoad(receipt, string.Create(CultureInfo.InvariantCulture, $"target {configured.Name} did not take it within give-up ({feed.GiveUp:c}): {reason}"));
                    waits = new JobResult.Waits(configured.Name, loader, until);
                    break;
            }
        }

        return waits;
    }

    /// <summary>Who asks for a job once more gives it the whole time again.</summary>
    private DateTimeOffset GivesUp(Receipt receipt, Feed feed)
    {
        var asked = FileStatus.At(job.Retried)?.Modified ?? receipt.Sealed;
        return (asked > receipt.Sealed ? asked : receipt.Sealed) + feed.GiveUp;
    }

    /// <summary>Quarantines the job as it is sealed: a retry goes on with the targets that do not have it.</summary>
    private JobResult.Failed FailLoad(Receipt receipt, string message, string? said = null)
    {
        job.State(out var contents);
        var look = FileStatus.At($"{job.Folder}/{contents.Original}") ?? throw new LinuxException(Errno.ENOENT, "lstat", job.Folder);
        return Fail(null, look, receipt.File.Sha256, Stage.Load, OneError(ErrorCode.LoadFailed, message) with { Rows = receipt.Rows }, said);
    }

    private string? ChecksumComplaint(JobContents contents, string digest)
    {
        if (contents.Companion is null || feed?.Complete?.Kind != CompleteKind.Checksum)
            return null;
        var expected = Checksum.Read($"{job.Companions}/{contents.Companion}");
        return expected == digest ? null
            : expected is null ? $"{PrintableName.Of(contents.Companion)} holds no SHA-256: 64 hexadecimal digits were expected at its start"
            : $"the SHA-256 is {digest}, but {PrintableName.Of(contents.Companion)} says {expected}: the upload is damaged or not whole";
    }

    private JobResult.Changed Again()
    {
        logger.JobChanged(job.Feed, job.Name.Text, ShownName);
        return new JobResult.Changed();
    }

    private JobResult.Failed Refuse(string path, ErrorCode code, string message)
    {
        // what cannot be opened cannot be synced or digested either: its name is all there is to keep
        using var original = OpenedFile.TryOpen(path, out _);
        var look = FileStatus.At(path) ?? throw new LinuxException(Errno.ENOENT, "lstat", path);
        return Fail(look.Kind == FileKind.Regular ? original : null, look, null, Stage.Ingest, OneError(code, message));
    }

    private static ConversionResult OneError(ErrorCode code, string message) => new(
        default, [new TableError(0, 0, 0, null, null, code, null, message)], new Dictionary<ErrorCode, long> { [code] = 1 });

    private JobResult.Failed Fail(OpenedFile? original, FileStatus look, string? digest, Stage stage, ConversionResult result, string? said = null)
    {
        var report = records.FailedReport(look, digest, stage, result, said);
        signals.Failed(report, steps.FailedPath(job));
        steps.Fail(job, original, JobRecords.Bundle(report));
        return new JobResult.Failed(result.Counts, result.Rows, steps.FailedPath(job));
    }
}
