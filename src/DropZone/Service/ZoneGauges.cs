using System.Diagnostics.Metrics;
using DropZone.Feeds;
using DropZone.Feeds.Targets;
using DropZone.Jobs;
using DropZone.Linux;
using DropZone.Metrics;
using DropZone.Notifications;
using DropZone.Status;
using DropZone.Targets;

namespace DropZone.Service;

/// <summary>What is to be seen of a zone when somebody asks: the folders tell, as they tell everything.</summary>
internal sealed class ZoneGauges : IDisposable
{
    /// <summary>Outcomes that have their series from the start, so that the first of them shows as an increase.</summary>
    private static readonly string[] Outcomes = [JobFigures.Archived, JobFigures.Split, JobFigures.Skipped, JobFigures.Failed];

    private readonly Meter meter = new(Instruments.MeterName);
    private readonly Zone zone;

    public ZoneGauges(Zone zone, ZoneConfiguration configuration, Loaders loaders, NotifierLoops notifications, OverdueWatch overdue, TimeProvider clock)
    {
        this.zone = zone;
        var depths = new ZoneDepths(zone, configuration, clock);
        var feeds = configuration.Feeds;
        Instruments.WatcherRestarts.Add(0);
        foreach (var feed in feeds)
            foreach (var outcome in Outcomes)
                Instruments.Jobs.Add(0, Instruments.Tag("feed", feed.Name), Instruments.Tag("outcome", outcome));
        meter.CreateObservableGauge("dropzone.build.info", () => new Measurement<long>(1, Instruments.Tag("version", ProgramVersion.Text)),
            description: "Always 1, with the version that runs.");
        var started = clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        meter.CreateObservableGauge("dropzone.start.time", () => started, "s", "When the service became ready, since 1970.");
        meter.CreateObservableGauge("dropzone.deliveries", () => depths.Now().Select(depth => Measured(depth.Count, depth)), "{delivery}",
            "Deliveries in a state: incoming, working, failed.");
        meter.CreateObservableGauge("dropzone.deliveries.oldest.age", () => depths.Now().Select(depth => Measured(depth.Age, depth)), "s",
            "Time since the oldest delivery in a state came, or was claimed; 0: there is none.");
        meter.CreateObservableGauge("dropzone.target.up", () => feeds.SelectMany(feed => feed.Targets.Where(target => target is not DirectoryTarget)
            .Select(target => new Measurement<long>(loaders.IsDown(feed.Name, target) ? 0 : 1, Instruments.Tag("feed", feed.Name), Instruments.Tag("target", target.Name)))),
            description: "0: the target is known to be down.");
        meter.CreateObservableGauge("dropzone.notifier.up", () => notifications.States
            .Select(state => new Measurement<long>(state.IsDown ? 0 : 1, Instruments.Tag("notifier", state.Notifier))), description: "0: the notifier cannot be told.");
        meter.CreateObservableGauge("dropzone.feed.overdue", () => feeds.Where(feed => feed.Expectation is not null)
            .Select(feed => new Measurement<long>(overdue.IsOverdue(feed.Name) ? 1 : 0, Instruments.Tag("feed", feed.Name))), description: "1: a file that was expected has not come.");
        meter.CreateObservableGauge("dropzone.disk.free", () => new Measurement<long>(Free()), "By", "Free space of the zone's file system; -1: it does not answer.");
    }

    public void Dispose() => meter.Dispose();

    private static Measurement<T> Measured<T>(T value, Depth depth)
        where T : struct => new(value, Instruments.Tag("feed", depth.Feed), Instruments.Tag("state", depth.State));

    private long Free()
    {
        try
        {
            return Volume.FreeBytes(zone.Root);
        }
        catch (LinuxException)
        {
            return -1;
        }
    }
}
