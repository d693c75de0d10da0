using System.Globalization;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Feeds.Notifiers;
using DropZone.Notifications.Messages;
using DropZone.Reports.Model;

namespace DropZone.Cli.Failed;

/// <summary>The digest of quarantined jobs for each notifier: those of its feed, or of the feeds without notifiers of their own.</summary>
internal static class UnresolvedDigest
{
    /// <summary>Returns the notifiers of <see cref="Occasion.Unresolved"/>, each with its notification; null: it has no quarantined jobs.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="configuration">Lists the notifiers.</param>
    /// <param name="now">The time of the digest.</param>
    public static IReadOnlyList<(Notifier Notifier, Notification? Notification)> Of(Zone zone, ZoneConfiguration configuration, DateTimeOffset now)
    {
        var jobs = FailedJob.All(zone).Where(job => !job.IsEmptied).OrderBy(job => job.Name.Time).ThenBy(job => job.When).ToList();
        return
        [
            .. configuration.Notifiers
                .Where(notifier => notifier.Wants(Occasion.Unresolved))
                .Select(notifier => (notifier, About([.. jobs.Where(job => IsOf(notifier, job)).Select(Unresolved)], notifier, zone, now))),
        ];

        // a folder whose feed is no longer configured belongs to the zone
        bool IsOf(Notifier notifier, FailedJob job) =>
            (configuration.FeedNamed(job.Feed)?.Notifiers ?? configuration.Settings.Notifiers).Any(candidate => candidate.Id == notifier.Id);
    }

    private static Notification? About(IReadOnlyList<UnresolvedJob> jobs, Notifier notifier, Zone zone, DateTimeOffset now)
    {
        if (jobs.Count == 0)
            return null;
        return new Notification
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"unresolved-{notifier.Id}-{now.ToUnixTimeMilliseconds()}"),
            Time = now,
            Occasion = Occasion.Unresolved,
            Feed = notifier.Feed,
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"{ReportSummary.Counted(jobs.Count, "job")} in the quarantine {(jobs.Count == 1 ? "is" : "are")} unresolved, the oldest since {jobs[0].Since.UtcDateTime:yyyy-MM-dd}."),
            Place = notifier.Feed is { } feed ? $"{zone.Failed}/{feed}" : zone.Failed,
            Bundles = jobs,
            Advice =
            [
                $"Show the cause: `dropzone failed show JOB{zone.Options}`. Retry after fixing it: `{zone.RetryCommand("JOB")}`.",
                $"Discard jobs that are not needed: `dropzone failed discard JOB{zone.Options}`.",
            ],
        };
    }

    private static UnresolvedJob Unresolved(FailedJob job)
    {
        var most = job.Report?.Counts.MostFrequent();
        return new UnresolvedJob(job.Feed, job.Name.Text, job.Handle, job.FileName, job.When, most?.Key, most?.Value ?? 0);
    }
}
