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
/// Looks whether the files that feeds expect have come by their deadlines: the jobs' folders tell. What was found out is on the disk, so
/// that an overdue feed is told of once, over restarts, and cleared when its files come.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="configuration">Has the feeds.</param>
/// <param name="steps">For the records.</param>
/// <param name="queue">Where notifications wait.</param>
/// <param name="clock">Its time counts.</param>
/// <param name="logger">For what is overdue.</param>
public sealed class OverdueWatch(
    Zone zone, ZoneConfiguration configuration, DurableSteps steps, NotificationQueue queue, TimeProvider clock, ILogger logger)
{
    private const string FolderName = "expect";
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private readonly Arrivals arrivals = new(zone);
    private readonly HashSet<string> unknown = [];

    private IEnumerable<Feed> Expecting => configuration.Feeds.Where(feed => feed.Expectation is not null);

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        foreach (var feed in Expecting.Where(feed => Read(feed.Name) is null))
            Look(feed); // from now on it owes something

        // what came while the service was stopped is claimed first
        await Task.Delay(configuration.Settings.Rescan, clock, stopping).ConfigureAwait(false);
        while (true)
        {
            foreach (var feed in Expecting)
                Look(feed);
            await Task.Delay(Pause(), clock, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the files of a feed did not come in time, and have not come since.</summary>
    public bool IsOverdue(string feed) => Read(feed)?.Overdue == true;

    /// <summary>Looks once; trouble with the disk lets it look again later.</summary>
    public void Look(Feed feed)
    {
        try
        {
            var now = clock.GetUtcNow();
            if (feed.Expectation is not { } expected || expected.Last(now) is not { } deadline)
                return;
            var before = expected.Last(deadline.AddTicks(-1)) ?? deadline.AddDays(-1);
            if (Read(feed.Name) is not { } known)
            {
                // nobody knows what was agreed on before this feed was configured
                Write(feed.Name, new ExpectationRecord(deadline, deadline, Overdue: false));
                return;
            }

            var from = known.Overdue || known.From > before ? known.From : before;
            if (known.Deadline >= deadline && !known.Overdue)
                return;
            var came = arrivals.Count(feed.Name, from, now);
            if (came >= expected.Files)
            {
                // what came late counts for the deadline that it missed, not for the next
                Write(feed.Name, new ExpectationRecord(deadline > known.Deadline ? deadline : known.Deadline, known.Overdue ? now : deadline, Overdue: false));
                if (known.Overdue)
                    SayArrived(feed, known.Deadline, came, now);
            }
            else if (known.Deadline < deadline)
            {
                SayOverdue(feed, expected, from, deadline, came);
                Write(feed.Name, new ExpectationRecord(deadline, from, Overdue: true));
            }
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            if (unknown.Add(feed.Name))
                logger.ExpectationNotKnown(feed.Name, failure.Message);
            return;
        }

        unknown.Remove(feed.Name);
    }

    private TimeSpan Pause()
    {
        var now = clock.GetUtcNow();
        var next = Expecting.Select(feed => feed.Expectation!.Next(now) - now).Where(pause => pause is not null).Append(LongestPause).Min()!.Value;
        return next < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : next;
    }

    private void SayOverdue(Feed feed, Expectation expected, DateTimeOffset from, DateTimeOffset deadline, int came)
    {
        var by = Text(expected, deadline);
        logger.FeedOverdue(feed.Name, came, expected.Files, by);
        Tell(feed, Occasion.Overdue, deadline, $"{feed.Name} is overdue: {came} of {expected.Files} files came from {Text(expected, from)} to {by}; ask their sender.");
    }

    private void SayArrived(Feed feed, DateTimeOffset deadline, int came, DateTimeOffset now)
    {
        var by = Text(feed.Expectation!, deadline);
        logger.FeedArrived(feed.Name, came, by);
        Tell(feed, Occasion.Arrived, now, $"What {feed.Name} had expected by {by} has come: {ReportedFiles(came)}.");
    }

    private void Tell(Feed feed, Occasion occasion, DateTimeOffset time, string summary)
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
            return null; // damaged: it begins anew with the next deadline
        }
    }

    private void Write(string feed, ExpectationRecord record) => steps.State.Record($"{FolderName}/{feed}.json", record, SpoolJson.Default.ExpectationRecord);

    private static string ReportedFiles(int count) => ReportSummary.Counted(count, "file");

    private static string Text(Expectation expected, DateTimeOffset moment) =>
        $"{expected.Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {expected.Zone.Id}";
}
