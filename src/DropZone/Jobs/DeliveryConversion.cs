using DropZone.Csv.Reading;
using DropZone.Feeds;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Metrics;
using DropZone.Processes;
using DropZone.Reports.Model;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Plan;
using Microsoft.Extensions.Logging;

namespace DropZone.Jobs;

/// <summary>Makes the output of a delivery: by the rules of the feed, in one pass, then by its commands. Nothing of it is durable.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="ledger">Remembers the rows of earlier jobs.</param>
/// <param name="shares">Shared with other jobs.</param>
/// <param name="runner">Runs the commands.</param>
/// <param name="progress">Receives how much has been read.</param>
/// <param name="clock">Times the stages.</param>
/// <param name="logger">The journal.</param>
internal sealed class DeliveryConversion(JobFolder job, JobLedger ledger, ConversionShares shares, ProgramRunner runner, JobProgress progress, TimeProvider clock, ILogger logger)
{
    /// <summary>In bytes: so much of a refused file is read for its report, and so much to digest it. Other jobs need the worker.</summary>
    private const long MaxReadAfterRefusal = 64 << 20;

    private const int RecordKeysBuffer = 1 << 16;

    /// <summary>The digest of the last output, for the receipt; null: there is none yet.</summary>
    public string? OutputDigest { get; private set; }

    /// <summary>Validates and transforms the delivery.</summary>
    /// <param name="original">The delivery.</param>
    /// <param name="feed">Has the rules.</param>
    /// <param name="facts">Of the delivery.</param>
    /// <param name="outputPath">The file that receives the output.</param>
    /// <param name="digest">SHA-256 of all bytes read, lower-case hex; null: the file is refused, and its rest was not read.</param>
    /// <param name="refused">The rows that a target refused; null: none.</param>
    /// <param name="stopping">Interrupts the pass.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    /// <exception cref="IOException">The delivery cannot be read, or the output cannot be written.</exception>
    public ConversionResult Convert(
        OpenedFile original, Feed feed, SourceFacts facts, string outputPath, out string? digest, IReadOnlyDictionary<long, RefusedRow>? refused, CancellationToken stopping)
    {
        using var timer = new StageTimer(clock, job.Feed, "convert");
        (digest, var result) = shares.Run(
            job.Feed, original.Status().Size, () => shares.Memory.Run(allowance => Convert(original, feed, facts, outputPath, allowance, refused, stopping), stopping), stopping);
        return result;
    }

    private (string? Digest, ConversionResult Result) Convert(
        OpenedFile original, Feed feed, SourceFacts facts, string outputPath, RecordAllowance allowance, IReadOnlyDictionary<long, RefusedRow>? refused, CancellationToken stopping)
    {
        using var input = original.Read();
        using var hashing = new HashingStream(input);
        using var output = NewFile(outputPath);
        var limit = RightsLimit.At(original.Path);
        using var rejects = feed.Rules.BadRows == BadRows.Split ? limit.Create(job.RejectsPart, buffer: 0) : null;
        using var before = feed.RecordWindow is { } window ? ledger.KeysBefore(job, window) : null;
        using var kept = before is null ? null : limit.Create(job.RecordKeysPart, RecordKeysBuffer);
        var target = new ConversionOutput(output, rejects, () => ScratchFile.OpenIn(job.Folder))
        {
            Memory = allowance,
            MaxReadAfterRefusal = MaxReadAfterRefusal,
            Refused = refused,
            RecordKeys = before is null ? null : new RecordKeys(before.Contains, kept!),
        };
        var size = original.Status().Size;
        progress.Begin(hashing, size);
        try
        {
            var result = feed.Conversion.Run(hashing, target, facts, stopping);
            OutputDigest = output.Digest;
            if (allowance.NeedsTurn)
                return (null, result);
            return !result.Valid && !result.IsSplit && size - hashing.Count > MaxReadAfterRefusal
                ? (null, result with { IsCut = true })
                : (hashing.Finish(stopping), result);
        }
        finally
        {
            progress.End();
        }
    }

    /// <summary>Finds refused rows of the output in the delivery of a sealed job, which is read once more.</summary>
    /// <param name="feed">Has rules that can be traced.</param>
    /// <param name="receipt">Of the job.</param>
    /// <param name="refused">The rows.</param>
    /// <param name="stopping">Interrupts the pass.</param>
    public ConversionResult Trace(Feed feed, Receipt receipt, IReadOnlyDictionary<long, RefusedRow> refused, CancellationToken stopping)
    {
        job.State(out var contents);
        using var original = OpenedFile.Open($"{job.Folder}/{contents.Original}");
        var facts = new SourceFacts(receipt.File.Name, receipt.File.Modified, new Lazy<string>(receipt.File.Sha256), receipt.Job);
        return shares.Memory.Run(
            allowance =>
            {
                using var input = original.Read();
                return feed.Conversion.Run(
                    input, new ConversionOutput(Stream.Null, null, () => ScratchFile.OpenIn(job.Folder)) { Memory = allowance, Refused = refused }, facts, stopping);
            },
            stopping);
    }

    /// <summary>Runs the commands of the feed on what its rules made of the delivery.</summary>
    /// <param name="feed">Has at least one command.</param>
    /// <param name="first">The folder of the first command, with its input.</param>
    /// <param name="converted">The result of the conversion.</param>
    /// <param name="facts">Of the delivery.</param>
    /// <param name="stopping">Ends the running command.</param>
    public DeliveryVerdict RunCommands(Feed feed, ProgramFolder first, ConversionResult converted, SourceFacts facts, CancellationToken stopping)
    {
        using var timer = new StageTimer(clock, job.Feed, "command");
        using var output = NewFile(job.OutputPart);
        var stages = new CommandStages(feed, runner, job.Folder, facts, logger) { Memory = shares.Memory };
        var ended = stages.Run(first, converted, new ConversionOutput(output, null, () => ScratchFile.OpenIn(job.Folder)), stopping);
        OutputDigest = output.Digest;
        return ended switch
        {
            CommandsResult.Done(var rows, var table) => new DeliveryVerdict.Accepted(converted with { Rows = rows, Output = table }),
            CommandsResult.Failed(var code, var message, var standardError) => new DeliveryVerdict.Rejected(Rejection.Of(Stage.Transform, code, message, standardError)),
            CommandsResult.Deferred(var reason) => new DeliveryVerdict.Deferred(reason),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private static DigestingStream NewFile(string path) => new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0));
}
