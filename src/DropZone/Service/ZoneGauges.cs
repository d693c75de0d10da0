using System.Diagnostics.Metrics;
using DropZone.Feeds;
using DropZone.Feeds.Targets;
using DropZone.Jobs;
using DropZone.Linux;
using DropZone.Metrics;
using DropZone.Notifications;
using DropZone.Spool;
using DropZone.Status;
using DropZone.Targets;

namespace DropZone.Service;

/// <summary>The gauges of a zone, read from its folders with every query.</summary>
internal sealed class ZoneGauges : IDisposable
{
    /// <summary>Outcomes that have a series from the start, so that their first occurrence shows as an increase.</summary>
    private static readonly string[] Outcomes = [JobFigures.Archived, JobFigures.Split, JobFigures.Skipped, JobFigures.Failed];

    private readonly Meter _meter = new(Instruments.MeterName);
    private readonly Zone _zone;

    public ZoneGauges(Zone zone, ZoneConfiguration configuration, FeedChecks checks, Loaders loaders, NotifierLoops notifications, OverdueWatch overdue, TimeProvider clock)
    {
        _zone = zone;
        var depths = new ZoneDepths(zone, configuration, clock);
        var feeds = configuration.Feeds;
        Instruments.WatcherRestarts.Add(0);
        foreach (var feed in feeds)
            foreach (var outcome in Outcomes)
                Instruments.Jobs.Add(0, Instruments.Tag("feed", feed.Name), Instruments.Tag("outcome", outcome));
        _meter.CreateObservableGauge("dropzone.build.info", () => new Measurement<long>(1, Instruments.Tag("version", ProgramVersion.Text)),
            description: "Always 1, labelled with the running version.");
        var started = clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        _meter.CreateObservableGauge("dropzone.start.time", () => started, "s", "When the service became ready, since 1970.");
        _meter.CreateObservableGauge("dropzone.deliveries", () => depths.Now().Select(depth => Measured(depth.Count, depth)), "{delivery}",
            "Deliveries in a state: incoming, working, failed.");
        _meter.CreateObservableGauge("dropzone.deliveries.oldest.age", () => depths.Now().Select(depth => Measured(depth.Age, depth)), "s",
            "Time since the oldest delivery in a state arrived or was claimed; 0: there is none.");
        _meter.CreateObservableGauge("dropzone.feed.up", () => feeds
            .Select(feed => new Measurement<long>(checks.IsUp(feed.Name) ? 1 : 0, Instruments.Tag("feed", feed.Name))), description: "0: a folder of the feed cannot be used.");
        _meter.CreateObservableGauge("dropzone.target.up", () => feeds.SelectMany(feed => feed.Targets.Where(target => target is not DirectoryTarget)
            .Select(target => new Measurement<long>(loaders.IsDown(feed.Name, target) ? 0 : 1, Instruments.Tag("feed", feed.Name), Instruments.Tag("target", target.Name)))),
            description: "0: the target is down.");
        _meter.CreateObservableGauge("dropzone.notifier.up", () => notifications.States
            .Select(state => new Measurement<long>(state.IsDown ? 0 : 1, Instruments.Tag("notifier", state.Notifier))), description: "0: the notifier is unreachable.");
        _meter.CreateObservableGauge("dropzone.feed.overdue", () => feeds.Where(feed => feed.Expectation is not null)
            .Select(feed => new Measurement<long>(overdue.IsOverdue(feed.Name) ? 1 : 0, Instruments.Tag("feed", feed.Name))), description: "1: an expected file has not arrived.");
        _meter.CreateObservableGauge("dropzone.disk.free", () => new Measurement<long>(Free()), "By", "Free space of the zone's file system; -1: it cannot be queried.");
    }

    public void Dispose() => _meter.Dispose();

    private static Measurement<T> Measured<T>(T value, Depth depth)
        where T : struct => new(value, Instruments.Tag("feed", depth.Feed), Instruments.Tag("state", depth.State));

    private long Free()
    {
        try
        {
            return Volume.FreeBytes(_zone.Root);
        }
        catch (LinuxException)
        {
            return -1;
        }
    }
}
