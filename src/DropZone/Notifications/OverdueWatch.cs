using System.Globalization;
using System.Text.Json;
using DropZone.Feeds;
using DropZone.Feeds.Notifiers;
using DropZone.Logging;
using DropZone.Notifications.Messages;
using DropZone.Reports.Model;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Records;
using Microsoft.Extensions.Logging;

namespace DropZone.Notifications;

/// <summary>
/// Checks, from the folders of jobs, whether the files that feeds expect arrived by their deadlines. The result is stored on disk, so that an
/// overdue feed is reported once, even over restarts, and cleared when its files arrive.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="configuration">Lists the feeds.</param>
/// <param name="steps">Writes the records.</param>
/// <param name="queue">Receives the notifications.</param>
/// <param name="clock">Gives the time.</param>
/// <param name="logger">Logs overdue feeds.</param>
public sealed class OverdueWatch(
    Zone zone, ZoneConfiguration configuration, DurableSteps steps, NotificationQueue queue, TimeProvider clock, ILogger logger)
{
    private const string FolderName = "expect";
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(15);
    private readonly Arrivals _arrivals = new(zone);
    private readonly HashSet<string> _unknown = [];

    private IEnumerable<Feed> Expecting => configuration.Feeds.Where(feed => feed.Expectation is not null);

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        foreach (var feed in Expecting.Where(feed => Read(feed.Name) is null))
            Check(feed); // expectations count from now on

        // files that arrived while the service was stopped are claimed first
        await Task.Delay(configuration.Settings.Rescan, clock, stopping).ConfigureAwait(false);
        while (true)
        {
            foreach (var feed in Expecting)
                Check(feed);
            await Task.Delay(Pause(), clock, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Returns whether the files of a feed did not arrive in time and are still missing.</summary>
    public bool IsOverdue(string feed) => Read(feed)?.Overdue == true;

    /// <summary>Checks a feed once. Errors of the disk are logged, and the check is repeated later.</summary>
    public void Check(Feed feed)
    {
        try
        {
            var now = clock.GetUtcNow();
            if (feed.Expectation is not { } expected || expected.Last(now) is not { } deadline)
                return;
            var before = expected.Last(deadline.AddTicks(-1)) ?? deadline.AddDays(-1);
            if (Read(feed.Name) is not { } known)
            {
                // expectations before this feed was configured are unknown
                Write(feed.Name, new ExpectationRecord(deadline, deadline, Overdue: false));
                return;
            }

            var from = known.Overdue || known.From > before ? known.From : before;
            if (known.Deadline >= deadline && !known.Overdue)
                return;
            var came = _arrivals.Count(feed.Name, from, now);
            if (came >= expected.Files)
            {
                // late files count for the deadline that they missed, not for the next
                Write(feed.Name, new ExpectationRecord(deadline > known.Deadline ? deadline : known.Deadline, known.Overdue ? now : deadline, Overdue: false));
                if (known.Overdue)
                    ReportArrived(feed, known.Deadline, came, now);
            }
            else if (known.Deadline < deadline)
            {
                ReportOverdue(feed, expected, from, deadline, came);
                Write(feed.Name, new ExpectationRecord(deadline, from, Overdue: true));
            }
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            if (_unknown.Add(feed.Name))
                logger.ExpectationNotKnown(feed.Name, failure.Message);
            return;
        }

        _unknown.Remove(feed.Name);
    }

    private TimeSpan Pause()
    {
        var now = clock.GetUtcNow();
        var next = Expecting.Select(feed => feed.Expectation!.Next(now) - now).Where(pause => pause is not null).Append(MaxPause).Min()!.Value;
        return next < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : next;
    }

    private void ReportOverdue(Feed feed, Expectation expected, DateTimeOffset from, DateTimeOffset deadline, int came)
    {
        var by = Text(expected, deadline);
        logger.FeedOverdue(feed.Name, came, expected.Files, by);
        Notify(feed, Occasion.Overdue, deadline, $"{feed.Name} is overdue: {came} of {expected.Files} files arrived from {Text(expected, from)} to {by}. Contact their sender.");
    }

    private void ReportArrived(Feed feed, DateTimeOffset deadline, int came, DateTimeOffset now)
    {
        var by = Text(feed.Expectation!, deadline);
        logger.FeedArrived(feed.Name, came, by);
        Notify(feed, Occasion.Arrived, now, $"The files that {feed.Name} expected by {by} have arrived: {ReportedFiles(came)}.");
    }

    private void Notify(Feed feed, Occasion occasion, DateTimeOffset time, string summary)
    {
        foreach (var notifier in feed.Notifiers.Where(notifier => notifier.Wants(occasion)))
        {
            queue.Put(notifier, new Notification
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{feed.Name}-{time.ToUnixTimeMilliseconds()}"),
                Time = time,
                Occasion = occasion,
                Feed = feed.Name,
                Summary = summary,
            });
        }
    }

    private ExpectationRecord? Read(string feed)
    {
        var path = $"{zone.State}/{FolderName}/{feed}.json";
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), SpoolJson.Default.ExpectationRecord) : null;
        }
        catch (JsonException)
        {
            return null; // damaged: restart with the next deadline
        }
    }

    private void Write(string feed, ExpectationRecord record) => steps.State.Record($"{FolderName}/{feed}.json", record, SpoolJson.Default.ExpectationRecord);

    private static string ReportedFiles(int count) => ReportSummary.Counted(count, "file");

    private static string Text(Expectation expected, DateTimeOffset moment) =>
        $"{expected.Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {expected.Zone.Id}";
}
