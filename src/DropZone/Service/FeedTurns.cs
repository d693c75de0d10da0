using System.Collections.Concurrent;
using DropZone.Feeds;
using DropZone.Spool.Names;

namespace DropZone.Service;

/// <summary>
/// Lets some feeds handle one job at a time, from its beginning to its end, whatever it waits for meanwhile: those whose files look at each
/// other's records, as only what is archived counts and the next file has to know; and those of strict order, where
/// the next has to wait, too, until somebody has looked after one that failed. For many threads.
/// </summary>
internal sealed class FeedTurns(Zone zone, ZoneConfiguration configuration, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly StrictOrder order = new(zone);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);

    /// <summary>Another job of the feed may be claimed.</summary>
    public bool IsFree(string feed) => HasNoTurn(feed) && !(IsStrict(configuration.FeedNamed(feed)) && order.IsHeld(feed, null));

    /// <summary>The job, which is claimed, may go on at once.</summary>
    public bool IsFreeFor(Feed? feed, JobName job) => feed is null || (HasNoTurn(feed.Name) && !(IsStrict(feed) && order.IsHeld(feed.Name, job)));

    /// <summary>Waits for the job's turn, in the order of the calls; what is returned ends it. Null: the feed needs none.</summary>
    public async Task<IDisposable?> WaitAsync(Feed? feed, JobName job, CancellationToken stopping)
    {
        while (IsStrict(feed) && order.IsHeld(feed!.Name, job))
            await Task.Delay(Pause, clock, stopping).ConfigureAwait(false);
        if (feed?.RecordWindow is null)
            return null;
        var turn = turns.GetOrAdd(feed.Name, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(stopping).ConfigureAwait(false);
        return new Turn(turn);
    }

    /// <summary>Nobody of the feed has the turn, or waits for it.</summary>
    private bool HasNoTurn(string feed) => !turns.TryGetValue(feed, out var turn) || turn.CurrentCount > 0;

    private static bool IsStrict(Feed? feed) => feed?.Order == FeedOrder.Strict;

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
