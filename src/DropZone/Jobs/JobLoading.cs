using System.Globalization;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;
using DropZone.Targets;
using DropZone.Targets.Loading;
using Microsoft.Extensions.Logging;

namespace DropZone.Jobs;

/// <summary>Loads the output of a sealed job into each target that does not have it yet.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="feed">Its feed; null if no feed of that name is configured.</param>
/// <param name="steps">The durable steps.</param>
/// <param name="loaders">The targets.</param>
/// <param name="quarantine">Takes the job if a target refuses the output, or is unreachable for too long.</param>
/// <param name="conversion">Finds refused rows in the delivery.</param>
/// <param name="clock">For the limit of that.</param>
/// <param name="logger">The journal.</param>
internal sealed class JobLoading(
    JobFolder job, Feed? feed, DurableSteps steps, Loaders loaders, JobQuarantine quarantine, DeliveryConversion conversion, TimeProvider clock, ILogger logger)
{
    /// <summary>Loads. Returns null if all targets have the output, otherwise the result of this run.</summary>
    /// <param name="receipt">Of the job.</param>
    /// <param name="maySplit">Whether refused rows may be split off.</param>
    /// <param name="stopping">Interrupts the load.</param>
    /// <param name="refused">The rows to split off, by their number in the output; null: none.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    public JobResult? Run(Receipt receipt, bool maySplit, CancellationToken stopping, out IReadOnlyDictionary<long, RefusedRow>? refused)
    {
        refused = null;
        JobResult? waits = null;
        foreach (var target in receipt.Targets.Where(target => !target.IsDirectory && !LoadMarks.IsLoaded(job, target.Target!)))
        {
            switch (Load(receipt, target, maySplit, stopping, out refused))
            {
                case null when refused is not null:
                    return null;
                case JobResult.Failed failed:
                    return failed;
                case { } waiting:
                    waits = waiting;
                    break;
            }
        }

        return waits;
    }

    /// <summary>Returns null if the target has the output.</summary>
    private JobResult? Load(Receipt receipt, ReceiptTarget target, bool maySplit, CancellationToken stopping, out IReadOnlyDictionary<long, RefusedRow>? refused)
    {
        refused = null;
        if (feed?.Targets.FirstOrDefault(known => known.Name == target.Target) is not { } configured)
            return new JobResult.Deferred($"the feed no longer has the target {target.Target} ({target.Place}), which must receive the output. Configure it again");

        var loader = loaders.For(job.Feed, configured);
        var loaded = LoadMarks.In(job.Folder);
        var splits = maySplit && feed.Rules.BadRows == BadRows.Split && CanTrace(feed) && loaded.Count == 0;
        switch (loader.Load(new LoadRequest(job, receipt, target, steps, feed.Rules.HasSensitiveCells) { FindsRefusals = splits }, stopping))
        {
            case LoadResult.Refused { Rows.Count: > 0 } refusal when splits:
                refused = ByRow(refusal.Rows, configured.Name);
                return null;
            case LoadResult.Refused { Rows.Count: > 0 } refusal when CanTrace(feed):
                return quarantine.FailLoad(receipt, $"target {configured.Name}: {refusal.Message}{WhyNoSplit(feed, loaded)}", refusal.ErrorOutput, Place(receipt, feed, ByRow([refusal.Rows[0]], configured.Name), stopping));
            case LoadResult.Refused(var message, var output):
                return quarantine.FailLoad(receipt, $"target {configured.Name}: {message}", output);
            case LoadResult.Down(var reason):
                var until = Deadline(receipt, feed);
                return clock.GetUtcNow() >= until
                    ? quarantine.FailLoad(receipt, string.Create(CultureInfo.InvariantCulture, $"target {configured.Name} did not accept the output within give-up ({feed.GiveUp:c}): {reason}"))
                    : new JobResult.Waits(configured.Name, loader, until);
            case LoadResult.Loaded:
                steps.Load.MarkLoaded(job, configured.Name);
                logger.JobLoaded(job.Feed, job.Name.Text, receipt.File.Name, configured.Name);
                return null;
            case var other:
                throw new InvalidOperationException(other.ToString());
        }
    }

    /// <summary>Returns why refused rows are not split off, as a sentence after the message; empty if the feed does not split.</summary>
    private static string WhyNoSplit(Feed feed, IReadOnlyList<string> loaded) => feed.Rules.BadRows == BadRows.Split && loaded.Count > 0
        ? $" The row is not split off, because the whole output is in {string.Join(", ", loaded)} already. Correct the table, then retry the job." : "";

    /// <summary>Whether the rows of the output are found in the delivery. Those that a command wrote cannot be.</summary>
    private static bool CanTrace(Feed feed) => feed.Commands.Count == 0 && feed.Conversion.CanTrace;

    private static Dictionary<long, RefusedRow> ByRow(IReadOnlyList<RowRefusal> rows, string target) =>
        rows.DistinctBy(row => row.Row).ToDictionary(row => row.Row, row => new RefusedRow(row.Column, $"The target {target} rejects the row: {(row.Column is null ? "" : $"column {row.Column}: ")}{row.Reason}"));

    /// <summary>Returns where the row is in the delivery; null if the rules are no longer those that made the output.</summary>
    private TableError? Place(Receipt receipt, Feed feed, Dictionary<long, RefusedRow> refused, CancellationToken stopping) =>
        receipt.Configuration == feed.Digest ? conversion.Trace(feed, receipt, refused, stopping).Errors.FirstOrDefault(error => error.Code == ErrorCode.TargetError) : null;

    /// <summary>When the job fails if the target stays unreachable. A retry starts the whole time again.</summary>
    private DateTimeOffset Deadline(Receipt receipt, Feed feed)
    {
        var retried = FileStatus.At(job.Retried)?.Modified ?? receipt.Sealed;
        return (retried > receipt.Sealed ? retried : receipt.Sealed) + feed.GiveUp;
    }
}
