using System.Globalization;
using System.Text;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Feeds.Notifiers;
using DropZone.Notifications.Messages;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Reports.Text;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;

namespace DropZone.Notifications;

/// <summary>
/// Queues what is to be told of one job, before the rename that ends it: whatever crash comes, what happened is told. It is told
/// when the job has left <c>working/</c>; if it ends otherwise after a crash, the other end takes the place of this one.
/// </summary>
/// <param name="job">The job's folder.</param>
/// <param name="feed">Its feed; null: no feed of that name is configured.</param>
/// <param name="queue">Where notifications wait.</param>
/// <param name="clock">For their times.</param>
internal sealed class JobNotifications(JobFolder job, Feed? feed, NotificationQueue queue, TimeProvider clock)
{
    private const int MaxErrors = 20;
    private static readonly Occasion[] OfJobs = [Occasion.Failed, Occasion.Split, Occasion.Archived, Occasion.Skipped, Occasion.Deferred];

    private IReadOnlyList<Notifier> Notifiers => feed?.Notifiers ?? queue.OfZone;

    /// <summary>It is about to be quarantined.</summary>
    /// <param name="report">Why.</param>
    /// <param name="bundle">Where it will be.</param>
    public void Failed(Report report, string bundle) => End(Occasion.Failed, notifier => Of(report, Occasion.Failed, bundle, notifier));

    /// <summary>It is about to be archived.</summary>
    /// <param name="receipt">Of the job.</param>
    /// <param name="output">Where its output is.</param>
    /// <param name="bundle">Where the bundle of a split is.</param>
    public void Done(Receipt receipt, string output, string bundle)
    {
        var occasion = receipt.Duplicate is not null ? Occasion.Skipped : receipt.Split is not null ? Occasion.Split : Occasion.Archived;
        if (Notifiers.Count == 0)
            return;
        var report = new Lazy<Report?>(() => receipt.Split is null ? null : ReportIn(bundle));
        End(occasion, notifier => report.Value is { } split
            ? Of(split, occasion, bundle, notifier)
            : New(occasion, receipt.File.Name, Summary(receipt, output)) with { Sha256 = receipt.File.Sha256, Rows = receipt.Rows, Place = receipt.Duplicate is null ? output : null });
    }

    /// <summary>It waits for what can pass, and goes on by itself.</summary>
    public void Deferred(string file, string reason)
    {
        foreach (var notifier in Notifiers.Where(notifier => notifier.Wants(Occasion.Deferred)))
            queue.Put(notifier, New(Occasion.Deferred, file, $"{file} waits: {reason}; it goes on by itself."));
    }

    private void End(Occasion occasion, Func<Notifier, Notification> make)
    {
        foreach (var notifier in Notifiers)
        {
            foreach (var other in OfJobs.Where(other => other != occasion && notifier.Wants(other)))
                queue.Remove(notifier, Notification.FileNameOf(job.Name, other));
            if (notifier.Wants(occasion))
                queue.Put(notifier, make(notifier));
        }
    }

    private Notification Of(Report report, Occasion occasion, string bundle, Notifier notifier)
    {
        var shown = notifier.IncludeValues ? report : report.WithoutValues();
        return New(occasion, report.File.Name, report.Summary) with
        {
            Code = report.Counts.MostFrequent()?.Key,
            Counts = report.Counts,
            Errors = [.. shown.Errors.Take(MaxErrors)],
            Rows = report.Rows,
            Place = bundle,
            Advice = report.Advice,
            Sha256 = report.File.Sha256,
            Report = Text(shown, ReportText.Write),
            ReportJson = notifier is ReplyNotifier ? Text(shown, ReportJson.Write) : null,
        };
    }

    private Notification New(Occasion occasion, string file, string summary)
    {
        var now = clock.GetUtcNow();
        return new Notification
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{job.Name.Stamp}-{now.ToUnixTimeMilliseconds()}"),
            Time = now,
            Occasion = occasion,
            Feed = job.Feed,
            Job = job.Name.Text,
            File = file,
            Summary = summary,
        };
    }

    private static string Summary(Receipt receipt, string output)
    {
        if (receipt.Duplicate is { } earlier)
            return string.Create(CultureInfo.InvariantCulture, $"{receipt.File.Name} came before, as {earlier.File} on {earlier.Sealed.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, and was not delivered again.");
        var rows = receipt.Rows;
        return receipt.Split is not null
            ? ReportSummary.OfSplit(receipt.File.Name, rows, output)
            : $"{receipt.File.Name} was archived: {ReportSummary.Counted(rows.Out, "row")} of {ReportSummary.Number(rows.In)} delivered to {output}.";
    }

    private static Report? ReportIn(string bundle)
    {
        try
        {
            using var stream = File.OpenRead($"{bundle}/report.json");
            return ReportJson.Read(stream);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            return null; // somebody has taken care of the bundle already
        }
    }

    private static string Text(Report report, Action<Report, Stream> write)
    {
        using var stream = new MemoryStream();
        write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
