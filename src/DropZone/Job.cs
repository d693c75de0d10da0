using DropZone.Config;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Reports;
using DropZone.Rules;
using DropZone.Spool;
using Microsoft.Extensions.Logging;
using Mono.Unix;
using Mono.Unix.Native;

namespace DropZone;

/// <summary>
/// The handling of one delivery, from its claim to the archive or the quarantine. What it does next it reads from the
/// job's folder, so that it may be run again after any crash: whatever counts has its checkpoint on the disk.
/// </summary>
/// <param name="job">The job's folder.</param>
/// <param name="feed">Its feed; null: no feed of that name is configured.</param>
/// <param name="steps">The durable steps.</param>
/// <param name="clock">For times in receipts and reports.</param>
/// <param name="logger">For what happened.</param>
public sealed class Job(JobFolder job, Feed? feed, DurableSteps steps, TimeProvider clock, ILogger logger)
{
    // to deliver it again could double it, to archive it could lose it: only a person can know
    private const string ReceiptLost =
        "its receipt is damaged and its output is gone: look whether it was delivered, then move its folder to archive or its file to incoming";

    /// <summary>
    /// Runs the job as far as it goes:
    /// 1. look where it stands; 2. refuse what was refused at the claim; 3. open the delivery afresh and ask once more whether
    /// anybody writes; 4. validate and transform in one pass; 5. quarantine it if it is bad; 6. seal it, unless it changed
    /// meanwhile; 7. set aside what a split rejects; 8. deliver; 9. archive.
    /// Trouble of the disk or of a target ends it as <see cref="JobEnd.Deferred"/>; it never throws that.
    /// </summary>
    public JobEnd Run(CancellationToken stopping)
    {
        try
        {
            // 1
            if (FileLook.At(job.Folder) is null)
                return Confirm();
            var state = job.State(out var contents);
            if (state is JobState.Begun or JobState.CompanionTaken)
                return new JobEnd.Deferred("its folder holds no delivery any more: somebody took it out");
            if (state != JobState.Claimed && Receipt.IsDamaged(job.Receipt))
            {
                if (state == JobState.Delivered)
                    return new JobEnd.Deferred(ReceiptLost);
                logger.ReceiptDamaged(job.Feed, job.Name.Text);
                steps.Unseal(job);
                state = JobState.Claimed;
            }

            if (state == JobState.Claimed)
            {
                steps.Reset(job);
                var path = $"{job.Folder}/{contents.Original}";

                // 2
                if (contents.Refusal is { } refused)
                    return Refuse(path, refused, RefusalMessage(refused, path));
                if (feed is null)
                    return Refuse(path, ErrorCode.NoFeed, RefusalMessage(ErrorCode.NoFeed, path));

                // 3
                using var original = OpenedFile.TryOpen(path, out var errno);
                if (original is null)
                {
                    return errno is Errno.EACCES or Errno.EPERM or Errno.ELOOP or Errno.ENXIO
                        ? Refuse(path, ErrorCode.Unreadable, RefusalMessage(ErrorCode.Unreadable, path))
                        : throw new LinuxException(errno, "open", path);
                }

                var unchanged = new UnchangedFile(original, clock);
                if (unchanged.Look.Kind != FileKind.Regular)
                    return Refuse(path, ErrorCode.Unreadable, RefusalMessage(ErrorCode.Unreadable, path));
                if (unchanged.Look.Links > 1)
                    return Refuse(path, ErrorCode.HardLink, RefusalMessage(ErrorCode.HardLink, path));
                if (ReadLease.Ask(original) == LeaseAnswer.Writer)
                    return new JobEnd.StillWritten();

                // 4
                var result = Convert(original, feed, out var digest, stopping);

                // 5
                if (ChecksumComplaint(contents, digest) is { } mismatch)
                {
                    return unchanged.Holds(digest)
                        ? Fail(original, unchanged.Look, digest, Stage.Ingest, OneError(ErrorCode.ChecksumMismatch, mismatch))
                        : Again();
                }

                if (!result.Valid && !result.IsSplit)
                {
                    return unchanged.Holds(digest)
                        ? Fail(original, unchanged.Look, digest, Stage.Validate, result)
                        : Again();
                }

                // 6
                var receipt = NewReceipt(unchanged.Look, digest, result, feed);
                var reports = result.IsSplit ? Bundle(SplitReport(unchanged.Look, digest, result, feed)) : [];
                if (!steps.Seal(job, original, receipt, reports, () => unchanged.Holds(digest)))
                    return Again();
                logger.JobSealed(job.Feed, job.Name.Text, receipt.File.Name);
            }
            else
            {
                steps.ConfirmSeal(job);
            }

            // 7
            var final = Receipt.Read(job.Receipt);
            if (final.Split is not null)
                steps.SetAside(job);

            // 8
            var target = final.Targets[0];
            var output = state == JobState.Delivered ? target.Path : steps.Deliver(job, target);
            steps.ConfirmDelivery(target);

            // 9
            steps.Archive(job);
            return Done(final, output);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new JobEnd.Interrupted();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new JobEnd.Deferred(trouble.Message);
        }
    }

    /// <summary>Quarantines the job unread, with <see cref="ErrorCode.Poison"/>: it has ended the service too often.</summary>
    public JobEnd Poison(int attempts)
    {
        try
        {
            job.State(out var contents);
            var path = $"{job.Folder}/{contents.Original}";
            return Refuse(path, ErrorCode.Poison, $"the service broke off {attempts} times while it worked on this file alone, after a first time beside others");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new JobEnd.Deferred(trouble.Message);
        }
    }

    /// <summary>The delivery's name as shown to people.</summary>
    public string ShownName => PrintableName.Of(TrueName());

    /// <summary>The last rename was made, and the sync after it failed: try that again.</summary>
    private JobEnd Confirm()
    {
        if (FileLook.At(steps.ArchivePath(job)) is not null)
        {
            steps.ConfirmArchive(job);
            var receipt = Receipt.Read($"{steps.ArchivePath(job)}/{JobFolder.ReceiptName}");
            return Done(receipt, receipt.Targets[0].Path);
        }

        // it may have been asked for once more already
        string[] places = [steps.FailedPath(job), steps.RetryPath(job.Feed, job.Name)];
        if (Array.Find(places, place => FileLook.At(place) is not null) is { } bundle)
        {
            steps.ConfirmFail(job);
            using var stream = File.OpenRead($"{bundle}/report.json");
            if (ReportJson.Read(stream) is { DeliveredTo: null } report) // what a split set aside is no failed job
                return FailedBy(report.Counts);
        }

        throw new IOException($"{job.Folder} is gone: somebody else removed it");
    }

    private JobEnd Done(Receipt receipt, string output) =>
        receipt.Split is not null ? new JobEnd.Split(receipt.Rows, output, steps.FailedPath(job)) : new JobEnd.Archived(receipt.Rows, output);

    private JobEnd.Failed FailedBy(IReadOnlyDictionary<ErrorCode, long> counts) =>
        new(counts.MaxBy(pair => pair.Value).Key, counts.Values.Sum(), steps.FailedPath(job));

    private ConversionResult Convert(OpenedFile original, Feed feed, out string digest, CancellationToken stopping)
    {
        using var input = original.Read();
        using var hashing = new HashingStream(input);
        using var output = new FileStream(job.OutputPart, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        using var rejects = feed.Rules.BadRows == BadRows.Split
            ? new FileStream(job.RejectsPart, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0)
            : null;
        var result = feed.Conversion.Run(hashing, new ConversionOutput(output, rejects, () => ScratchFile.OpenIn(job.Folder)), new SourceFacts(ShownName, job.Name.Text), stopping);
        digest = hashing.Finish(stopping);
        return result;
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

    private Receipt NewReceipt(FileLook look, string digest, ConversionResult result, Feed feed)
    {
        var trueName = TrueName();
        var shown = PrintableName.Of(trueName);
        return new Receipt
        {
            Job = job.Name.Text,
            Feed = job.Feed,
            File = new ReceiptFile(
                shown,
                shown == trueName ? null : System.Convert.ToHexStringLower(UnixEncoding.Instance.GetBytes(trueName)),
                look.Size, digest, UserName.Of(look.Owner), look.Modified),
            Claimed = job.Name.Time,
            Sealed = clock.GetUtcNow(),
            Configuration = feed.Digest,
            Rows = result.Rows,
            Split = result.IsSplit ? steps.RelativeFailedPath(job) : null,
            Targets = [new ReceiptTarget("directory", feed.Target.Path, OutputName.Of(trueName, feed.Rules.Output.Gzip))],
            Version = ProgramVersion.Text,
        };
    }

    private JobEnd.Changed Again()
    {
        logger.JobChanged(job.Feed, job.Name.Text, ShownName);
        return new JobEnd.Changed();
    }

    private JobEnd.Failed Refuse(string path, ErrorCode code, string message)
    {
        // what cannot be opened cannot be synced or digested either: its name is all there is to keep
        using var original = OpenedFile.TryOpen(path, out _);
        var look = FileLook.At(path) ?? throw new LinuxException(Errno.ENOENT, "lstat", path);
        return Fail(look.Kind == FileKind.Regular ? original : null, look, null, Stage.Ingest, OneError(code, message));
    }

    private static ConversionResult OneError(ErrorCode code, string message) => new(
        default, [new TableError(0, 0, 0, null, null, code, null, message)], new Dictionary<ErrorCode, long> { [code] = 1 });

    private JobEnd.Failed Fail(OpenedFile? original, FileLook look, string? digest, Stage stage, ConversionResult result)
    {
        var report = NewReport(look, digest, stage, result) with
        {
            Summary = ReportSummary.Of(ShownName, result.Counts, result.Errors, result.Rows)
                + ReportSummary.WhyNoSplit(result, feed?.Rules),
            Advice = ReportAdvice.For(result.Counts, job.Feed),
        };
        steps.Fail(job, original, Bundle(report));
        return FailedBy(result.Counts);
    }

    /// <summary>Tells of rows that will have been delivered when anybody reads it: the bundle leaves the job just before they do.</summary>
    private Report SplitReport(FileLook look, string digest, ConversionResult result, Feed feed) =>
        NewReport(look, digest, Stage.Validate, result) with
        {
            DeliveredTo = feed.Target.Path,
            Summary = ReportSummary.OfSplit(ShownName, result.Rows, feed.Target.Path),
            Advice = ReportAdvice.ForSplit(result.Counts, job.Feed, steps.Zone.RetryCommand(job.Name.Random), result.Rows, feed.Target.Path),
        };

    private Report NewReport(FileLook look, string? digest, Stage stage, ConversionResult result) => new()
    {
        Job = job.Name.Text,
        Feed = job.Feed,
        File = new DeliveryFacts(ShownName, look.Size, digest, look.Owner, UserName.Of(look.Owner), look.Modified),
        Received = job.Name.Time,
        Finished = clock.GetUtcNow(),
        Stage = stage,
        Errors = result.Errors,
        Counts = result.Counts,
        Excerpts = result.Excerpts,
        Header = result.Header,
        Rows = result.Rows,
        Summary = "",
        Advice = [],
        Version = ProgramVersion.Text,
    };

    /// <summary>The files of a bundle that say why.</summary>
    private static IReadOnlyList<BundleFile> Bundle(Report report) =>
    [
        new BundleFile("report.json", stream => ReportJson.Write(report, stream)),
        new BundleFile("report.txt", stream => ReportText.Write(report, stream)),
        new BundleFile("report.html", stream => ReportPage.Write(report, stream)),
    ];

    private string RefusalMessage(ErrorCode code, string path)
    {
        var look = FileLook.At(path);
        return code switch
        {
            ErrorCode.NoFeed => $"no feed is configured for {ShownName}",
            ErrorCode.HardLink => $"the file has {look?.Links} names: it could be changed through the others at any time",
            ErrorCode.UploadUnconfirmed =>
                "the machine lost its power within a minute of this upload, and its sender may not have made it durable: it may be cut short",
            ErrorCode.Unreadable when look is { Kind: not FileKind.Regular } other =>
                $"the entry is a {other.Kind} now, not a regular file",
            ErrorCode.Unreadable =>
                $"the service may not read it: owner {UserName.Of(look!.Value.Owner)}, mode {System.Convert.ToString(look.Value.Mode, 8).PadLeft(4, '0')}",
            _ => code.Name(),
        };
    }

    private string TrueName()
    {
        try
        {
            // empty: torn by a power cut
            if (File.Exists(job.TrueName) && File.ReadAllBytes(job.TrueName) is { Length: > 0 } bytes)
                return UnixEncoding.Instance.GetString(bytes);
            job.State(out var contents);
            return contents.Original ?? job.Name.Text;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return job.Name.Text; // what is in the way is said where it matters
        }
    }
}
