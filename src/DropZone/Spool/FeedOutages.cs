using System.Collections.Concurrent;

namespace DropZone.Spool;

/// <summary>The feeds that do not run because of their folders. Thread-safe.</summary>
public sealed class FeedOutages
{
    private readonly ConcurrentDictionary<string, Entry> _down = new(StringComparer.Ordinal);

    /// <summary>The outages by the names of their feeds.</summary>
    public IReadOnlyDictionary<string, FeedOutage> Now => _down.ToDictionary(entry => entry.Key, entry => entry.Value.Outage, StringComparer.Ordinal);

    /// <summary>Whether the feed runs.</summary>
    public bool IsUp(string feed) => _down.IsEmpty || !_down.ContainsKey(feed);

    /// <summary>Returns when the feed runs.</summary>
    /// <exception cref="OperationCanceledException">The service stops.</exception>
    public async Task WhenUpAsync(string feed, CancellationToken stopping)
    {
        while (_down.TryGetValue(feed, out var entry))
            await entry.Ended.Task.WaitAsync(stopping).ConfigureAwait(false);
    }

    /// <summary>Notes the problem of a feed. Returns whether the feed was up.</summary>
    internal bool Begin(string feed, string problem, DateTimeOffset now)
    {
        if (_down.TryGetValue(feed, out var known))
        {
            known.Outage = known.Outage with { Problem = problem };
            return false;
        }

        _down[feed] = new Entry(new FeedOutage(now, problem));
        return true;
    }

    /// <summary>Notes that a feed runs, or is not configured any more. Returns its outage; null if it was up.</summary>
    internal FeedOutage? End(string feed)
    {
        if (!_down.TryRemove(feed, out var ended))
            return null;
        ended.Ended.TrySetResult();
        return ended.Outage;
    }

    private sealed class Entry(FeedOutage outage)
    {
        private volatile FeedOutage _outage = outage;

        public FeedOutage Outage
        {
            get => _outage;
            set => _outage = value;
        }

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>Why a feed does not run.</summary>
/// <param name="Since">When that was found, UTC.</param>
/// <param name="Problem">The reason and the remedy, without a full stop at the end.</param>
public sealed record FeedOutage(DateTimeOffset Since, string Problem);
