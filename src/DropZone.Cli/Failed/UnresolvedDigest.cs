using System.Globalization;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Feeds.Notifiers;
using DropZone.Notifications.Messages;
using DropZone.Reports.Model;

namespace DropZone.Cli.Failed;

/// <summary>What each notifier is told of the bundles that nobody has seen to: those of its feed, or of the feeds that have none of their own.</summary>
internal static class UnresolvedDigest
{
    /// <summary>The notifiers that want to know, each with what it is told; null: nothing lies there for it.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="configuration">Has the notifiers.</param>
    /// <param name="now">When it is told.</param>
    public static IReadOnlyList<(Notifier Notifier, Notification? Notification)> Of(Zone zone, ZoneConfiguration configuration, DateTimeOffset now)
    {
        var jobs = FailedJob.All(zone).Where(job => !job.IsEmptied).OrderBy(job => job.Name.Time).ThenBy(job => job.When).ToList();
        return
        [
            .. configuration.Notifiers
                .Where(notifier => notifier.Wants(Occasion.Unresolved))
                .Select(notifier => (notifier, About([.. jobs.Where(job => IsOf(notifier, job)).Select(Bundle)], notifier, zone, now))),
        ];

        // a folder whose feed is configured no more is the zone's
        bool IsOf(Notifier notifier, FailedJob job) =>
            (configuration.FeedNamed(job.Feed)?.Notifiers ?? configuration.Settings.Notifiers).Any(told => told.Id == notifier.Id);
    }

    private static Notification? About(IReadOnlyList<UnresolvedJob> bundles, Notifier notifier, Zone zone, DateTimeOffset now)
    {
        if (bundles.Count == 0)
            return null;
        var lie = bundles.Count == 1 ? "lies" : "lie";
        return new Notification
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"unresolved-{notifier.Id}-{now.ToUnixTimeMilliseconds()}"),
            Time = now,
            Occasion = Occasion.Unresolved,
            Feed = notifier.Feed,
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"{ReportSummary.Counted(bundles.Count, "bundle")} {lie} in the quarantine and {(bundles.Count == 1 ? "waits" : "wait")} for somebody, the oldest since {bundles[0].Since.UtcDateTime:yyyy-MM-dd}."),
            Place = notifier.Feed is { } feed ? $"{zone.Failed}/{feed}" : zone.Failed,
            Bundles = bundles,
            Advice =
            [
                $"Why: `dropzone failed show JOB{zone.Options}`. Put it right: `{zone.RetryCommand("JOB")}`.",
                $"What is not wanted any more: `dropzone failed discard JOB{zone.Options}`.",
            ],
        };
    }

    private static UnresolvedJob Bundle(FailedJob job)
    {
        var most = job.Report?.Counts.MostFrequent();
        return new UnresolvedJob(job.Feed, job.Name.Text, job.Handle, job.FileName, job.When, most?.Key, most?.Value ?? 0);
    }
}
