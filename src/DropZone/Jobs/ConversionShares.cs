using System.Collections.Concurrent;
using DropZone.Csv.Reading;
using DropZone.Linux;

namespace DropZone.Jobs;

/// <summary>
/// What conversions share: memory, and processors. Long deliveries of a feed take no more than half of the processors, and leave those to
/// brief ones at once, so that they do not delay other feeds.
/// </summary>
/// <param name="memory">For large records.</param>
/// <param name="processors">Of the machine.</param>
internal sealed class ConversionShares(RecordMemory memory, int processors) : IDisposable
{
    /// <summary>In bytes: a larger delivery may take long. Packed, one of this size has at most 16 MiB (RFC 1951: 1032 to 1).</summary>
    public const long MaxBrief = 16 << 10;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>For large records.</summary>
    public RecordMemory Memory { get; } = memory;

    /// <summary>Converts a delivery; a long one in turn with others of its feed, and at a low priority.</summary>
    /// <param name="feed">The delivery's feed.</param>
    /// <param name="size">The delivery's size, in bytes.</param>
    /// <param name="convert">Converts it.</param>
    /// <param name="stopping">Ends the wait for its turn.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    public T Run<T>(string feed, long size, Func<T> convert, CancellationToken stopping)
    {
        if (size <= MaxBrief)
            return convert();
        var turn = _turns.GetOrAdd(feed, _ => new SemaphoreSlim(Math.Max(1, processors / 2)));
        turn.Wait(stopping);
        try
        {
            return LowPriorityThread.Run(convert);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        Memory.Dispose();
        foreach (var turn in _turns.Values)
            turn.Dispose();
    }
}
