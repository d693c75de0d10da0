using System.Collections.Concurrent;
using DropZone.Feeds;

namespace DropZone.Service;

/// <summary>
/// The workers, and the share of them that each feed may have: where there are several feeds, one more worker is there than any of them may
/// have, and none fills the queue of claimed jobs, so that a file of another feed is claimed and run at once. Thread-safe.
/// </summary>
internal sealed class WorkerShares : IDisposable
{
    private readonly int _count;
    private readonly int _maxOfFeed;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentDictionary<string, Share> _shares = new(StringComparer.Ordinal);
    private int _claimed;

    /// <param name="configuration">Has the number of workers, the limit for a feed, and the feeds.</param>
    public WorkerShares(ZoneConfiguration configuration)
    {
        var isShared = configuration.Feeds.Count > 1;
        var workers = configuration.Settings.Workers;
        _maxOfFeed = Math.Min(configuration.Settings.Limits.WorkersPerFeed ?? workers, workers);
        _count = isShared && _maxOfFeed == workers ? workers + 1 : workers;
        MaxClaimed = _count * 2;
        MaxClaimedOfFeed = isShared ? Math.Min(_maxOfFeed * 2, MaxClaimed - 1) : MaxClaimed;
        _free = new SemaphoreSlim(_count);
    }

    /// <summary>The maximum number of jobs that are claimed and have not run yet, or run for the first time.</summary>
    public int MaxClaimed { get; }

    /// <summary>The maximum number of them that belong to one feed.</summary>
    public int MaxClaimedOfFeed { get; }

    /// <summary>The number of workers that have a job.</summary>
    public int Working => _count - _free.CurrentCount;

    /// <summary>Whether another job may be claimed.</summary>
    public bool HasRoom => Volatile.Read(ref _claimed) < MaxClaimed;

    /// <summary>Whether another job of the feed may be claimed.</summary>
    public bool HasRoomFor(string feed) => !_shares.TryGetValue(feed, out var share) || Volatile.Read(ref share.Claimed) < MaxClaimedOfFeed;

    /// <summary>Counts a claimed job.</summary>
    public void Claim(string feed)
    {
        Interlocked.Increment(ref _claimed);
        Interlocked.Increment(ref Of(feed).Claimed);
    }

    /// <summary>Counts the job as no longer claimed: it has run once.</summary>
    public void EndClaim(string feed)
    {
        Interlocked.Decrement(ref _claimed);
        Interlocked.Decrement(ref Of(feed).Claimed);
    }

    /// <summary>Waits for a worker, first in turn among the jobs of the feed. Returns it, to be disposed.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<IDisposable> EnterAsync(string feed, CancellationToken stopping)
    {
        var share = Of(feed);
        await share.Free.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            await _free.WaitAsync(stopping).ConfigureAwait(false);
        }
        catch
        {
            share.Free.Release();
            throw;
        }

        return new Worker(_free, share.Free);
    }

    public void Dispose()
    {
        _free.Dispose();
        foreach (var share in _shares.Values)
            share.Free.Dispose();
    }

    private Share Of(string feed) => _shares.GetOrAdd(feed, static (_, most) => new Share(most), _maxOfFeed);

    private sealed class Share(int workers)
    {
        public int Claimed;

        public SemaphoreSlim Free { get; } = new(workers);
    }

    private sealed class Worker(SemaphoreSlim free, SemaphoreSlim share) : IDisposable
    {
        public void Dispose()
        {
            free.Release();
            share.Release();
        }
    }
}
