using DropZone.Cli.Failed;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Jobs;
using DropZone.Status;

namespace DropZone.Cli.Terminal;

/// <summary>
/// All that is known of one job, in order: from the log as far as it is kept, from what people did, and from what its folder tells for ever.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="job">Its folder, wherever it stands.</param>
internal sealed class JobTrace(Zone zone, JobFolder job)
{
    /// <summary>Of clocks that two processes look at.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public JobFolder Job => job;

    /// <summary>The name of the file, as shown to people.</summary>
    public string FileName => Past?.File ?? job.Name.Delivery;

    /// <summary>What became of it; null: it has not come to an end.</summary>
    public PastDelivery? Past { get; } = IsEnded(zone, job) ? History.Read(job) : null;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<TracedEvent> Events()
    {
        var events = LogHistory.About(zone.Logs, job.Name.Text, job.Name.Time - Slack).Select(logged => new TracedEvent(logged.Time, logged.Event, Short(logged.Text))).ToList();
        events.AddRange(AuditTrail.Of(job.Folder).Select(entry => new TracedEvent(entry.Time, entry.Action.ToString().ToLowerInvariant(), AuditText.Of(entry))));
        foreach (var fact in Facts())
            if (!events.Exists(known => known.Event == fact.Event))
                events.Add(fact);
        return [.. events.OrderBy(happened => happened.Time)];
    }

    /// <summary>What the folder tells; the log says the same with more words, as long as it is kept.</summary>
    private IEnumerable<TracedEvent> Facts()
    {
        yield return new TracedEvent(job.Name.Time, "JobClaimed", $"{VisibleText.Escape(FileName)} was taken");
        if (FileStatus.At(job.Loaded) is not null)
            foreach (var target in LoadMarks.In(job.Folder))
                if (FileStatus.At($"{job.Loaded}/{target}") is { } mark)
                    yield return new TracedEvent(mark.Modified, "JobLoaded", $"{target} has it");
        if (Past is not { Ended: { } ended } past)
            yield break;
        yield return past.Outcome switch
        {
            DeliveryOutcome.Archived or DeliveryOutcome.Split => new TracedEvent(ended, past.Outcome == DeliveryOutcome.Split ? "JobSplit" : "JobArchived", $"it was good: {past.RowsOut} of {past.RowsIn} rows went to {past.Places}"),
            DeliveryOutcome.Skipped => new TracedEvent(ended, "JobSkipped", "its content had come before: nothing was delivered"),
            _ => new TracedEvent(ended, "JobFailed", $"it failed: {past.Code}"),
        };
    }

    /// <summary>Without what stands above: feed and job.</summary>
    private string Short(string text)
    {
        var about = $"{job.Feed}: ";
        return (text.StartsWith(about, StringComparison.Ordinal) ? text[about.Length..] : text).Replace($", job {job.Name}", "", StringComparison.Ordinal);
    }

    private static bool IsEnded(Zone zone, JobFolder job) => !job.Folder.StartsWith($"{zone.Working}/", StringComparison.Ordinal);
}
