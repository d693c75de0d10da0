using System.Globalization;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Linux;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Reports.Pages;
using DropZone.Reports.Text;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using Mono.Unix;

namespace DropZone.Jobs;

/// <summary>Makes the records of a job: its receipt and its reports.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="feed">Its feed; null: no feed of that name is configured.</param>
/// <param name="steps">Has the places of the zone.</param>
/// <param name="clock">Times of receipts and reports.</param>
internal sealed class JobRecords(JobFolder job, Feed? feed, DurableSteps steps, TimeProvider clock)
{
    private const int RecordKeySize = 16;
    private const uint SetIds = 0xC00; // 06000

    private string? _trueName;

    /// <summary>The delivery's name as shown to people.</summary>
    public string ShownName => PrintableName.Of(TrueName);

    /// <summary>Returns the receipt of a duplicate.</summary>
    public Receipt Receipt(FileStatus status, string digest, EarlierDelivery earlier, Feed feed) =>
        Receipt(status, digest, new ConversionResult(default, [], new Dictionary<ErrorCode, long>()), feed) with { Duplicate = earlier, RecordKeys = null, Targets = [], OutputInode = null };

    /// <summary>Returns the message about a duplicate that the feed refuses.</summary>
    public static string DuplicateMessage(EarlierDelivery earlier) => string.Create(
        CultureInfo.InvariantCulture,
        $"the same content was already delivered as {earlier.File} on {earlier.Sealed.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, job {earlier.Job}; expected a file with different content");

    /// <summary>Returns the receipt of a valid delivery.</summary>
    public Receipt Receipt(FileStatus status, string digest, ConversionResult result, Feed feed)
    {
        var shown = ShownName;
        var sender = SenderOf(status);
        return new Receipt
        {
            Job = job.Name.Text,
            Feed = job.Feed,
            File = new ReceiptFile(
                shown,
                shown == TrueName ? null : Convert.ToHexStringLower(UnixEncoding.Instance.GetBytes(TrueName)),
                status.Size, digest, UserName.Of(sender.User), status.Modified, new ReceiptSender(sender.User, sender.Group, sender.OctalMode)),
            Claimed = job.Name.Time,
            Sealed = clock.GetUtcNow(),
            Configuration = feed.Digest,
            Rows = result.Rows,
            RecordKeys = feed.RecordWindow is null ? null : FileStatus.At(job.RecordKeysPart)?.Size / RecordKeySize,
            Split = result.IsSplit ? steps.Places.RelativeFailed(job) : null,
            Targets = [.. feed.Targets.Select(target => Target(target, OutputName.Of(TrueName, feed.Rules.Output.Gzip)))],
            Output = feed.Targets.Any(target => target.TakesRows) && result.Output is { } table ? ReceiptOutput.Of(table) : null,
            OutputInode = FileStatus.At(job.OutputPart)?.Inode,
            Version = ProgramVersion.Text,
        };
    }

    /// <summary>Returns the report of a failed job.</summary>
    /// <param name="commandOutput">The end of what a failed command wrote to standard error; null if no command failed.</param>
    public Report FailedReport(FileStatus status, string? digest, Stage stage, ConversionResult result, string? commandOutput) =>
        NewReport(status, digest, stage, result) with
        {
            CommandSaid = commandOutput,
            Summary = ReportSummary.Of(ShownName, result.Counts, result.Errors, result.Rows, LoadMarks.In(job.Folder)) + ReportSummary.WhyNoSplit(result, feed?.Rules) + (result.IsCut ? ReportSummary.Cut : ""),
            Advice = job.IsDelivered ? ReportAdvice.ForDelivered(job.Feed, steps.Zone.RetryCommand(job.Name.Random)) : ReportAdvice.For(result.Counts, job.Feed, steps.Zone.RetryCommand(job.Name.Random)),
        };

    /// <summary>Returns the reports of the rejects of a split. They describe the good rows as delivered: the rejects are moved to the quarantine right before that.</summary>
    public IReadOnlyList<QuarantineFile> SplitReports(FileStatus status, string digest, ConversionResult result, Feed feed) =>
        Reports(NewReport(status, digest, Stage.Validate, result) with
        {
            DeliveredTo = feed.Places,
            Summary = ReportSummary.OfSplit(ShownName, result.Rows, feed.Places),
            Advice = ReportAdvice.ForSplit(result.Counts, job.Feed, steps.Zone.RetryCommand(job.Name.Random), result.Rows, feed.Places),
        });

    /// <summary>Returns the message about a delivery that is quarantined unread.</summary>
    public string RefusalMessage(ErrorCode code, string path)
    {
        var status = FileStatus.At(path);
        Sender? sender = status is { } found ? SenderOf(found) : null;
        return code switch
        {
            ErrorCode.NoFeed => $"no feed is configured for {ShownName}",
            ErrorCode.HardLink when status is { Links: 1 } => "the file had another name (hard link) after its claim and could have been changed through it",
            ErrorCode.HardLink => $"the file has {status?.Links} names (hard links) and could be changed through the others at any time",
            ErrorCode.UploadUnconfirmed =>
                "the machine lost its power within a minute of this upload; the file may be truncated, because its sender may not have synced it",
            ErrorCode.Unreadable when status is { Kind: not FileKind.Regular } other =>
                $"the entry is a {other.Kind} now, not a regular file",
            ErrorCode.Unreadable when ((sender?.Mode ?? 0) & SetIds) != 0 =>
                $"the service cannot make it its own: owner {UserName.Of(sender!.Value.User)}, mode {sender.Value.OctalMode}, with a set-user-ID or set-group-ID bit",
            ErrorCode.Unreadable =>
                $"the service cannot read it: owner {UserName.Of(sender!.Value.User)}, mode {sender.Value.OctalMode}",
            _ => code.Name(),
        };
    }

    /// <summary>Returns the entry of a target in the receipt.</summary>
    /// <param name="target">The target.</param>
    /// <param name="fileName">The name of the output, unless the target has another.</param>
    private ReceiptTarget Target(Target target, string fileName)
    {
        return target switch
        {
            DirectoryTarget directory => new ReceiptTarget(directory.Kind, directory.Path, FileIn(directory.File)),
            CopyTarget copy => new ReceiptTarget(copy.Kind, copy.Path, FileIn(copy.File), copy.Name),
            SqliteTarget sqlite => new ReceiptTarget(sqlite.Kind, sqlite.File, sqlite.Table, sqlite.Name),
            PostgresTarget postgres => new ReceiptTarget(postgres.Kind, postgres.Database, postgres.Table, postgres.Name),
            S3Target s3 => new ReceiptTarget(s3.Kind, s3.Bucket, s3.Key.Of(fileName, job.Feed, job.Name.Text, job.Name.Stamp, job.Name.Time), s3.Name),
            RabbitTarget rabbit => new ReceiptTarget(rabbit.Kind, rabbit.Place, fileName, rabbit.Name),
            CommandTarget command => new ReceiptTarget(command.Kind, command.Program.Path, fileName, command.Name),
            _ => throw new InvalidOperationException($"no receipt names a {target.Kind}"),
        };

        string FileIn(NameTemplate template) => DeliveryName.ForTarget(template.Of(fileName, job.Feed, job.Name.Text, job.Name.Stamp, job.Name.Time));
    }

    /// <summary>Returns who owned the delivery when it was claimed. A mark counts only if its change of owner was made.</summary>
    private Sender SenderOf(FileStatus status) =>
        status.Owner == SystemUser.Current && Sender.Among(FolderListing.Of(job.Folder).Select(entry => entry.Name)) is { } marked ? marked : Sender.Of(status);

    private Report NewReport(FileStatus status, string? digest, Stage stage, ConversionResult result) => new()
    {
        Job = job.Name.Text,
        Feed = job.Feed,
        File = new DeliveryFacts(ShownName, status.Size, digest, SenderOf(status).User, UserName.Of(SenderOf(status).User), status.Modified),
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

    /// <summary>Returns a report in its three forms.</summary>
    public static IReadOnlyList<QuarantineFile> Reports(Report report) =>
    [
        new QuarantineFile("report.json", stream => ReportJson.Write(report, stream)),
        new QuarantineFile("report.txt", stream => ReportText.Write(report, stream)),
        new QuarantineFile("report.html", stream => ReportPage.Write(report, stream)),
    ];

    /// <summary>The delivery's name, read once.</summary>
    private string TrueName => _trueName ?? ReadTrueName();

    private string ReadTrueName()
    {
        try
        {
            // empty: truncated by a power cut
            if (File.Exists(job.TrueName) && File.ReadAllBytes(job.TrueName) is { Length: > 0 } bytes)
                return _trueName = UnixEncoding.Instance.GetString(bytes);
            job.State(out var contents);
            _trueName = contents.Original;
            return _trueName ?? job.Name.Text;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return job.Name.Text; // the failure is reported by the phase that needs the folder
        }
    }
}
