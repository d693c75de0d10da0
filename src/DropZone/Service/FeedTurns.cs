using System.Collections.Concurrent;
using DropZone.Config;

namespace DropZone.Service;

/// <summary>
/// Lets feeds whose files look at each other's records handle one job at a time, from its beginning to its end, whatever it waits
/// for meanwhile: only what is archived counts, and the next file has to know. For many threads.
/// </summary>
internal sealed class FeedTurns
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);

    /// <summary>Nobody of the feed has the turn, or waits for it.</summary>
    public bool IsFree(string feed) => !turns.TryGetValue(feed, out var turn) || turn.CurrentCount > 0;

    /// <summary>Waits for the job's turn, in the order of the calls; what is returned ends it. Null: the feed needs none.</summary>
    public async Task<IDisposable?> WaitAsync(Feed? feed, CancellationToken stopping)
    {
        if (feed?.RecordWindow is null)
            return null;
        var turn = turns.GetOrAdd(feed.Name, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(stopping).ConfigureAwait(false);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
