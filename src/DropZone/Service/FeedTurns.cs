using System.Collections.Concurrent;
using DropZone.Feeds;
using DropZone.Spool.Names;

namespace DropZone.Service;

/// <summary>
/// Limits some feeds to one job at a time, from its start to its result: those whose duplicate rows are found across files, as only
/// archived records count; and those with strict order, where a failed job holds all later ones until it is resolved. Thread-safe.
/// </summary>
internal sealed class FeedTurns(Zone zone, ZoneConfiguration configuration, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly StrictOrder _order = new(zone);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Whether another job of the feed may be claimed.</summary>
    public bool IsFree(string feed) => HasNoTurn(feed) && !(IsStrict(configuration.FeedNamed(feed)) && _order.IsHeld(feed, null));

    /// <summary>Whether a claimed job may run at once.</summary>
    public bool IsFreeFor(Feed? feed, JobName job) => feed is null || (HasNoTurn(feed.Name) && !(IsStrict(feed) && _order.IsHeld(feed.Name, job)));

    /// <summary>Waits for the job's turn, in the order of the calls. Returns the turn, to be disposed; null: the feed needs none.</summary>
    public async Task<IDisposable?> WaitAsync(Feed? feed, JobName job, CancellationToken stopping)
    {
        while (IsStrict(feed) && _order.IsHeld(feed!.Name, job))
            await Task.Delay(Pause, clock, stopping).ConfigureAwait(false);
        if (feed?.RecordWindow is null)
            return null;
        var turn = _turns.GetOrAdd(feed.Name, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(stopping).ConfigureAwait(false);
        return new Turn(turn);
    }

    /// <summary>Whether no job of the feed has the turn or waits for it.</summary>
    private bool HasNoTurn(string feed) => !_turns.TryGetValue(feed, out var turn) || turn.CurrentCount > 0;

    private static bool IsStrict(Feed? feed) => feed?.Order == FeedOrder.Strict;

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
