using DropZone.Feeds;
using DropZone.Intake;
using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Status;

/// <summary>Counts the deliveries of a zone by feed and state, from its folders, whether the service runs or not.</summary>
/// <param name="zone">The zone.</param>
/// <param name="configuration">Lists the feeds.</param>
/// <param name="clock">Measures ages.</param>
public sealed class ZoneDepths(Zone zone, ZoneConfiguration configuration, TimeProvider clock)
{
    /// <summary>Returns the counts of <c>incoming/</c> itself, then of each feed and state. An unreadable folder counts as empty.</summary>
    public IEnumerable<Depth> Now() => Waiting()
        .Concat(configuration.Feeds.SelectMany(feed => new[] { Jobs(feed.Name, "working", zone.Working), Jobs(feed.Name, "failed", zone.Failed) }));

    /// <summary>Returns the counts of <c>incoming/</c> itself, then of the incoming folder of each feed.</summary>
    public IEnumerable<Depth> Waiting() => configuration.Feeds
        .Select(feed => Waiting(feed.Name, $"{zone.Incoming}/{feed.Name}"))
        .Prepend(Waiting("", zone.Incoming));

    private Depth Waiting(string feed, string folder)
    {
        var (count, oldest) = (0, clock.GetUtcNow());
        try
        {
            foreach (var entry in FolderListing.Visible(folder))
            {
                if (IgnoredNames.Contains(entry.Name) || FileStatus.At($"{folder}/{entry.Name}") is not { Kind: FileKind.Regular } status)
                    continue;
                count++;
                oldest = status.Changed < oldest ? status.Changed : oldest;
            }
        }
        catch (LinuxException)
        {
            // the intake logs that it cannot be read
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
}

/// <summary>The number of deliveries of a feed in one state.</summary>
/// <param name="Feed">The feed; empty for files in <c>incoming/</c> itself, which have no feed yet.</param>
/// <param name="State"><c>incoming</c>, <c>working</c> or <c>failed</c>.</param>
/// <param name="Count">The number of deliveries.</param>
/// <param name="Age">The age of the oldest, since its arrival or claim, in seconds; 0: there are none.</param>
public readonly record struct Depth(string Feed, string State, long Count, double Age);
