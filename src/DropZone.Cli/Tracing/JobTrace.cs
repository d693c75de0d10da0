using DropZone.Cli.Failed;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Jobs;
using DropZone.Status;

namespace DropZone.Cli.Tracing;

/// <summary>
/// All known events of one job, in order: from the log files while they are kept, from the audit record, and from its folder.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="job">Its folder, in any state.</param>
internal sealed class JobTrace(Zone zone, JobFolder job)
{
    /// <summary>The tolerance between the clocks of two processes.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public JobFolder Job => job;

    /// <summary>The name of the file, for display.</summary>
    public string FileName => Past?.File ?? job.Name.Delivery;

    /// <summary>The outcome; null: the job is not completed.</summary>
    public PastDelivery? Past { get; } = IsEnded(zone, job) ? History.Read(job) : null;

    /// <summary>Returns the events, oldest first.</summary>
    public IReadOnlyList<TracedEvent> Events()
    {
        var events = LogHistory.About(zone.Logs, job.Name.Text, job.Name.Time - Slack).Select(logged => new TracedEvent(logged.Time, logged.Event, Short(logged.Text))).ToList();
        events.AddRange(AuditTrail.Of(job.Folder).Select(entry => new TracedEvent(entry.Time, entry.Action.ToString().ToLowerInvariant(), AuditText.Of(entry))));
        foreach (var fact in Facts())
            if (!events.Exists(known => known.Event == fact.Event))
                events.Add(fact);
        return [.. events.OrderBy(traced => traced.Time)];
    }

    /// <summary>Returns the events that the folder proves; the log describes them in more detail while it is kept.</summary>
    private IEnumerable<TracedEvent> Facts()
    {
        yield return new TracedEvent(job.Name.Time, "JobClaimed", $"{VisibleText.Escape(FileName)} claimed");
        if (FileStatus.At(job.Loaded) is not null)
            foreach (var target in LoadMarks.In(job.Folder))
                if (FileStatus.At($"{job.Loaded}/{target}") is { } mark)
                    yield return new TracedEvent(mark.Modified, "JobLoaded", $"loaded into {target}");
        if (Past is not { Ended: { } ended } past)
            yield break;
        yield return past.Outcome switch
        {
            DeliveryOutcome.Archived or DeliveryOutcome.Split => new TracedEvent(ended, past.Outcome == DeliveryOutcome.Split ? "JobSplit" : "JobArchived", $"delivered: {past.RowsOut} of {past.RowsIn} rows to {past.Places}"),
            DeliveryOutcome.Skipped => new TracedEvent(ended, "JobSkipped", "skipped: its content was already delivered"),
            _ => new TracedEvent(ended, "JobFailed", $"failed: {past.Code}"),
        };
    }

    /// <summary>Removes the feed and the job, which the heading shows.</summary>
    private string Short(string text)
    {
        var about = $"{job.Feed}: ";
        return (text.StartsWith(about, StringComparison.Ordinal) ? text[about.Length..] : text).Replace($", job {job.Name}", "", StringComparison.Ordinal);
    }

    private static bool IsEnded(Zone zone, JobFolder job) => !job.Folder.StartsWith($"{zone.Working}/", StringComparison.Ordinal);
}

/// <summary>An event of a delivery.</summary>
/// <param name="Time">The time, UTC.</param>
/// <param name="Event">The name of the log event, or of the operator's action: <c>retry</c>.</param>
/// <param name="Text">The event in a sentence.</param>
internal sealed record TracedEvent(DateTimeOffset Time, string Event, string Text);
