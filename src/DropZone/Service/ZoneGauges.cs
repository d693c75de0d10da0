using System.Diagnostics.Metrics;
using DropZone.Config;
using DropZone.Intake;
using DropZone.Linux;
using DropZone.Loading;
using DropZone.Metrics;
using DropZone.Signals;
using DropZone.Spool;

namespace DropZone.Service;

/// <summary>What is to be seen of a zone when somebody asks: the folders tell, as they tell everything.</summary>
internal sealed class ZoneGauges : IDisposable
{
    /// <summary>Outcomes that have their series from the start, so that the first of them shows as an increase.</summary>
    private static readonly string[] Outcomes = [JobFigures.Archived, JobFigures.Split, JobFigures.Skipped, JobFigures.Failed];

    private readonly Meter meter = new(Instruments.MeterName);
    private readonly Zone zone;
    private readonly Configuration configuration;
    private readonly TimeProvider clock;

    public ZoneGauges(Zone zone, Configuration configuration, Loaders loaders, Notifications notifications, OverdueWatch overdue, TimeProvider clock)
    {
        (this.zone, this.configuration, this.clock) = (zone, configuration, clock);
        var feeds = configuration.Feeds;
        foreach (var feed in feeds)
            foreach (var outcome in Outcomes)
                Instruments.Jobs.Add(0, Instruments.Tag("feed", feed.Name), Instruments.Tag("outcome", outcome));
        meter.CreateObservableGauge("dropzone.build.info", () => new Measurement<long>(1, Instruments.Tag("version", ProgramVersion.Text)),
            description: "Always 1, with the version that runs.");
        var started = clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        meter.CreateObservableGauge("dropzone.start.time", () => started, "s", "When the service became ready, since 1970.");
        meter.CreateObservableGauge("dropzone.deliveries", () => Depths().Select(depth => Measured(depth.Count, depth)), "{delivery}",
            "Deliveries in a state: incoming, working, failed.");
        meter.CreateObservableGauge("dropzone.deliveries.oldest.age", () => Depths().Select(depth => Measured(depth.Age, depth)), "s",
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

    /// <summary>What lies in <c>incoming/</c> itself has no feed yet.</summary>
    private IEnumerable<Depth> Depths() => configuration.Feeds
        .SelectMany(feed => new[] { Waiting(feed.Name, $"{zone.Incoming}/{feed.Name}"), Jobs(feed.Name, "working", zone.Working), Jobs(feed.Name, "failed", zone.Failed) })
        .Prepend(Waiting("", zone.Incoming));

    private Depth Waiting(string feed, string folder)
    {
        var (count, oldest) = (0, clock.GetUtcNow());
        try
        {
            foreach (var entry in FolderListing.Of(folder))
            {
                if (IgnoredNames.Contains(entry.Name) || FileLook.At($"{folder}/{entry.Name}") is not { Kind: FileKind.Regular } look)
                    continue;
                count++;
                oldest = look.Changed < oldest ? look.Changed : oldest;
            }
        }
        catch (LinuxException)
        {
            // the intake says that it cannot be read
        }

        return new Depth(feed, "incoming", count, count == 0 ? 0 : Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds));
    }

    private Depth Jobs(string feed, string state, string place)
    {
        try
        {
            var claimed = JobListing.In($"{place}/{feed}").Select(job => job.Time).ToList();
            return new Depth(feed, state, claimed.Count, claimed.Count == 0 ? 0 : Math.Max(0, (clock.GetUtcNow() - claimed.Min()).TotalSeconds));
        }
        catch (LinuxException)
        {
            return new Depth(feed, state, 0, 0);
        }
    }

    private readonly record struct Depth(string Feed, string State, long Count, double Age);
}
