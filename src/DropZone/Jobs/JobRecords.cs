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

/// <summary>What is written of a job: its receipt, and the reports of its bundle.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="feed">Its feed; null: no feed of that name is configured.</param>
/// <param name="steps">For the places of the zone.</param>
/// <param name="clock">For their times.</param>
internal sealed class JobRecords(JobFolder job, Feed? feed, DurableSteps steps, TimeProvider clock)
{
    private const int RecordKeySize = 16;

    private string? trueName;

    /// <summary>The delivery's name as shown to people.</summary>
    public string ShownName => PrintableName.Of(TrueName);

    /// <summary>What the seal says of a delivery that came before.</summary>
    public Receipt Receipt(FileStatus look, string digest, EarlierDelivery earlier, Feed feed) =>
        Receipt(look, digest, new ConversionResult(default, [], new Dictionary<ErrorCode, long>()), feed) with { Duplicate = earlier, RecordKeys = null, Targets = [], OutputInode = null };

    /// <summary>Why a delivery that came before is refused.</summary>
    public static string DuplicateMessage(EarlierDelivery earlier) => string.Create(
        CultureInfo.InvariantCulture,
        $"the same content came as {earlier.File} on {earlier.Sealed.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, job {earlier.Job}; expected a file with another content");

    /// <summary>What the seal says.</summary>
    public Receipt Receipt(FileStatus look, string digest, ConversionResult result, Feed feed)
    {
        var shown = ShownName;
        return new Receipt
        {
            Job = job.Name.Text,
            Feed = job.Feed,
            File = new ReceiptFile(
                shown,
                shown == TrueName ? null : Convert.ToHexStringLower(UnixEncoding.Instance.GetBytes(TrueName)),
                look.Size, digest, UserName.Of(look.Owner), look.Modified),
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

    /// <summary>Why a job ends in the quarantine.</summary>
    /// <param name="said">What a command said that went wrong; null: none did.</param>
    public Report FailedReport(FileStatus look, string? digest, Stage stage, ConversionResult result, string? said) =>
        NewReport(look, digest, stage, result) with
        {
            CommandSaid = said,
            Summary = ReportSummary.Of(ShownName, result.Counts, result.Errors, result.Rows) + ReportSummary.WhyNoSplit(result, feed?.Rules),
            Advice = job.IsDelivered ? ReportAdvice.ForDelivered(job.Feed, steps.Zone.RetryCommand(job.Name.Random)) : ReportAdvice.For(result.Counts, job.Feed),
        };

    /// <summary>The reports beside the rejects of a split: they tell of rows that will have been delivered when anybody reads them, as the bundle leaves the job just before.</summary>
    public IReadOnlyList<QuarantineFile> SplitBundle(FileStatus look, string digest, ConversionResult result, Feed feed) =>
        Bundle(NewReport(look, digest, Stage.Validate, result) with
        {
            DeliveredTo = feed.Places,
            Summary = ReportSummary.OfSplit(ShownName, result.Rows, feed.Places),
            Advice = ReportAdvice.ForSplit(result.Counts, job.Feed, steps.Zone.RetryCommand(job.Name.Random), result.Rows, feed.Places),
        });

    /// <summary>Why the delivery is quarantined unread.</summary>
    public string RefusalMessage(ErrorCode code, string path)
    {
        var look = FileStatus.At(path);
        return code switch
        {
            ErrorCode.NoFeed => $"no feed is configured for {ShownName}",
            ErrorCode.HardLink => $"the file has {look?.Links} names: it could be changed through the others at any time",
            ErrorCode.UploadUnconfirmed =>
                "the machine lost its power within a minute of this upload, and its sender may not have made it durable: it may be cut short",
            ErrorCode.Unreadable when look is { Kind: not FileKind.Regular } other =>
                $"the entry is a {other.Kind} now, not a regular file",
            ErrorCode.Unreadable =>
                $"the service may not read it: owner {UserName.Of(look!.Value.Owner)}, mode {Convert.ToString(look.Value.Mode, 8).PadLeft(4, '0')}",
            _ => code.Name(),
        };
    }

    /// <param name="target">Of the feed.</param>
    /// <param name="fileName">Of the output, if the target does not say otherwise.</param>
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

    private Report NewReport(FileStatus look, string? digest, Stage stage, ConversionResult result) => new()
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
    public static IReadOnlyList<QuarantineFile> Bundle(Report report) =>
    [
        new QuarantineFile("report.json", stream => ReportJson.Write(report, stream)),
        new QuarantineFile("report.txt", stream => ReportText.Write(report, stream)),
        new QuarantineFile("report.html", stream => ReportPage.Write(report, stream)),
    ];

    /// <summary>The delivery's name; what was once read of it stays.</summary>
    private string TrueName => trueName ?? ReadTrueName();

    private string ReadTrueName()
    {
        try
        {
            // empty: torn by a power cut
            if (File.Exists(job.TrueName) && File.ReadAllBytes(job.TrueName) is { Length: > 0 } bytes)
                return trueName = UnixEncoding.Instance.GetString(bytes);
            job.State(out var contents);
            trueName = contents.Original;
            return trueName ?? job.Name.Text;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return job.Name.Text; // what is in the way is said where it matters
        }
    }
}
