using DropZone.Feeds;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Spool;

/// <summary>
/// Checks the folders of each feed. A bad one takes its feed down and no other, and is logged once; a later check that finds it sound
/// brings the feed up again. Thread-safe.
/// </summary>
public sealed class FeedChecks
{
    /// <summary>As many sound feeds are checked at a time.</summary>
    public const int MaxSoundChecks = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, FeedWay> _ways;
    private readonly IReadOnlyList<string> _names;
    private int _next;
    private readonly Dictionary<string, long> _checked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsorted = new(StringComparer.Ordinal);
    private readonly Lock _checking = new();
    private readonly FeedOutages _outages;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly ILogger _logger;

    /// <param name="zone">The zone.</param>
    /// <param name="configuration">Lists the feeds.</param>
    /// <param name="outages">The feeds that are down, from earlier checks too.</param>
    /// <param name="clock">Gives the times of outages.</param>
    /// <param name="random">For the names of probes; used by no other.</param>
    /// <param name="logger">For outages.</param>
    public FeedChecks(Zone zone, ZoneConfiguration configuration, FeedOutages outages, TimeProvider clock, Random random, ILogger logger)
    {
        (_outages, _clock, _random, _logger) = (outages, clock, random, logger);
        _ways = configuration.Feeds.ToDictionary(feed => feed.Name, feed => new FeedWay(zone, feed.Name, feed.Directory?.Path), StringComparer.Ordinal);
        _names = [.. _ways.Keys];
    }

    /// <summary>Called after a feed came up.</summary>
    public event Action? Recovered;

    /// <summary>Called when a feed came up whose active jobs could not be listed at the start.</summary>
    public event Action? JobsFound;

    /// <summary>Makes the missing folders of all feeds, and checks them. Forgets feeds that are not configured any more.</summary>
    public void Start()
    {
        foreach (var feed in _outages.Now.Keys.Where(feed => !_ways.ContainsKey(feed)))
            _outages.End(feed);
        foreach (var (feed, way) in _ways)
        {
            Check(feed, isStart: true, isProbed: true);
            if (!way.HasWorking)
                _unsorted.Add(feed);
        }
    }

    /// <summary>Checks again the feeds that are down, and the next of the others: an idle service with many feeds stays idle.</summary>
    public void CheckNext()
    {
        foreach (var feed in _outages.Now.Keys.Where(_ways.ContainsKey))
            Check(feed, isStart: false, isProbed: true);
        for (var count = Math.Min(_names.Count, MaxSoundChecks); count > 0; count--)
        {
            var feed = _names[_next++ % _names.Count];
            if (_outages.IsUp(feed))
                Check(feed, isStart: false, isProbed: false);
        }
    }

    /// <summary>Checks a feed that met an error, and the renames between its folders, at most every five seconds. Returns whether it runs.</summary>
    public bool Recheck(string feed)
    {
        lock (_checking)
        {
            if (!_ways.ContainsKey(feed))
                return true;
            if (!_checked.TryGetValue(feed, out var last) || _clock.GetElapsedTime(last) >= Pause)
                Check(feed, isStart: false, isProbed: true);
            _checked[feed] = _clock.GetTimestamp();
        }

        return _outages.IsUp(feed);
    }

    /// <summary>Whether the feed runs, as far as is known.</summary>
    public bool IsUp(string feed) => _outages.IsUp(feed);

    /// <summary>Returns when the feed runs.</summary>
    public Task WhenUpAsync(string feed, CancellationToken stopping) => _outages.WhenUpAsync(feed, stopping);

    private void Check(string feed, bool isStart, bool isProbed)
    {
        lock (_checking)
        {
            try
            {
                Note(feed, _ways[feed].Check(isStart, isProbed, _random));
            }
            catch (Exception failure) when (failure.IsFileSystemFailure())
            {
                // the disk, which affects all feeds: the claims and the jobs report it
            }
        }
    }

    private void Note(string feed, string? problem)
    {
        if (problem is not null)
        {
            if (_outages.Begin(feed, problem, _clock.GetUtcNow()))
                _logger.FeedDown(feed, problem);
            return;
        }

        if (_outages.End(feed) is not { } outage)
            return;
        _logger.FeedUp(feed, TimeSpan.FromSeconds(Math.Ceiling((_clock.GetUtcNow() - outage.Since).TotalSeconds)));
        Recovered?.Invoke();
        if (_unsorted.Remove(feed))
            JobsFound?.Invoke();
    }
}
