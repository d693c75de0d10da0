using DropZone.Spool.Jobs;

namespace DropZone.Jobs;

/// <summary>The progress of an active job. Other threads may read it.</summary>
/// <param name="feed">The feed of the job.</param>
/// <param name="clock">Measures the time.</param>
public sealed class JobProgress(string feed, TimeProvider clock)
{
    private volatile Reading? _reading;
    private volatile string? _waitsFor;

    public string Feed => feed;

    /// <summary>The unreachable target for which the job waits; null if there is none.</summary>
    public string? WaitsFor
    {
        get => _waitsFor;
        set => _waitsFor = value;
    }

    /// <summary>Begins the reading of the delivery through a stream.</summary>
    /// <param name="stream">Counts the bytes.</param>
    /// <param name="size">The size of the delivery in bytes.</param>
    public void Begin(HashingStream stream, long size) => _reading = new Reading(stream, size, clock.GetTimestamp());

    /// <summary>Ends the reading.</summary>
    public void End() => _reading = null;

    /// <summary>Bytes read, size in bytes and elapsed time; null while the delivery is not being read.</summary>
    public (long Read, long Size, TimeSpan Time)? Now =>
        _reading is { } now ? (Math.Min(now.Stream.Count, now.Size), now.Size, clock.GetElapsedTime(now.Began)) : null;

    private sealed record Reading(HashingStream Stream, long Size, long Began);
}
