using System.Globalization;
using System.Text;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Feeds.Notifiers;
using DropZone.Linux;
using DropZone.Notifications.Messages;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Reports.Text;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;

namespace DropZone.Notifications;

/// <summary>
/// Queues the notifications of one job before the rename that completes it, so that no crash loses them. They are sent when the
/// job has left <c>working/</c>. If the job ends with another outcome after a crash, the later notification replaces the earlier one.
/// </summary>
/// <param name="job">The job's folder.</param>
/// <param name="feed">Its feed; null: no feed of that name is configured.</param>
/// <param name="queue">Receives the notifications.</param>
/// <param name="clock">Gives their times.</param>
internal sealed class JobNotifications(JobFolder job, Feed? feed, NotificationQueue queue, TimeProvider clock)
{
    private const int MaxErrors = 20;
    private static readonly Occasion[] OfJobs = [Occasion.Failed, Occasion.Split, Occasion.Archived, Occasion.Skipped, Occasion.Deferred];

    private IReadOnlyList<Notifier> Notifiers => feed?.Notifiers ?? queue.OfZone;

    /// <summary>Queues the failure of a job that is about to be quarantined.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">Its quarantine folder.</param>
    /// <param name="wasRead">Whether the report may have values of the delivery.</param>
    public void Failed(Report report, string folder, bool wasRead) =>
        End(Occasion.Failed, notifier => Of(report, Occasion.Failed, folder, notifier, wasRead ? Limit() : null));

    /// <summary>Queues the result of a job that is about to be archived.</summary>
    /// <param name="receipt">The job's receipt.</param>
    /// <param name="output">The place of its output.</param>
    /// <param name="folder">The quarantine folder of a split.</param>
    public void Done(Receipt receipt, string output, string folder)
    {
        var occasion = receipt.Duplicate is not null ? Occasion.Skipped : receipt.Split is not null ? Occasion.Split : Occasion.Archived;
        if (Notifiers.Count == 0)
            return;
        var report = new Lazy<Report?>(() => receipt.Split is null ? null : ReportIn(folder));
        End(occasion, notifier => report.Value is { } split
            ? Of(split, occasion, folder, notifier, Limit())
            : New(occasion, receipt.File.Name, Summary(receipt, output)) with { Sha256 = receipt.File.Sha256, Rows = receipt.Rows, Place = receipt.Duplicate is null ? output : null });
    }

    /// <summary>Queues the deferral of a job that is retried automatically.</summary>
    public void Deferred(string file, string reason)
    {
        foreach (var notifier in Notifiers.Where(notifier => notifier.Wants(Occasion.Deferred)))
            queue.Put(notifier, New(Occasion.Deferred, file, $"{file} is deferred: {reason}. It is retried automatically."));
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

    /// <summary>A reply is for those who could read what the sender sent.</summary>
    private RightsLimit Limit()
    {
        job.State(out var contents);
        var path = $"{job.Folder}/{contents.Original}";
        return contents.Sender is { } sender && FileStatus.At(path)?.Owner == SystemUser.Current
            ? RightsLimit.Before(path, sender.User, sender.Group, sender.Mode)
            : RightsLimit.At(path);
    }

    private Notification Of(Report report, Occasion occasion, string folder, Notifier notifier, RightsLimit? limit)
    {
        var shown = notifier.IncludeValues ? report : report.WithoutValues();
        return New(occasion, report.File.Name, report.Summary) with
        {
            Code = report.Counts.MostFrequent()?.Key,
            Counts = report.Counts,
            Errors = [.. shown.Errors.Take(MaxErrors)],
            Rows = report.Rows,
            Place = folder,
            Advice = report.Advice,
            Sha256 = report.File.Sha256,
            Report = Text(shown, ReportText.Write),
            ReportJson = notifier is ReplyNotifier ? Text(shown, ReportJson.Write) : null,
            Limit = notifier is ReplyNotifier ? limit : null,
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
            return string.Create(CultureInfo.InvariantCulture, $"{receipt.File.Name} was already delivered as {earlier.File} on {earlier.Sealed.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z and is not delivered again.");
        var rows = receipt.Rows;
        return receipt.Split is not null
            ? ReportSummary.OfSplit(receipt.File.Name, rows, output)
            : $"{receipt.File.Name} was archived: {ReportSummary.Counted(rows.Out, "row")} of {ReportSummary.Number(rows.In)} delivered to {output}.";
    }

    private static Report? ReportIn(string folder)
    {
        try
        {
            using var stream = File.OpenRead($"{folder}/report.json");
            return ReportJson.Read(stream);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            return null; // the quarantined job was already resolved
        }
    }

    private static string Text(Report report, Action<Report, Stream> write)
    {
        using var stream = new MemoryStream();
        write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
