using DropZone.Spool.Jobs;

namespace DropZone.Jobs;

/// <summary>How far a job under way is, for whoever looks from another thread.</summary>
/// <param name="feed">The job's.</param>
/// <param name="clock">For the time that it takes.</param>
public sealed class JobProgress(string feed, TimeProvider clock)
{
    private volatile Reading? reading;
    private volatile string? waitsFor;

    public string Feed => feed;

    /// <summary>The target that it waits for; null: none.</summary>
    public string? WaitsFor
    {
        get => waitsFor;
        set => waitsFor = value;
    }

    /// <summary>The delivery is read through this stream from now on.</summary>
    /// <param name="stream">Counts.</param>
    /// <param name="size">Of the delivery, in bytes.</param>
    public void Begin(HashingStream stream, long size) => reading = new Reading(stream, size, clock.GetTimestamp());

    /// <summary>It is read no more.</summary>
    public void End() => reading = null;

    /// <summary>How many bytes were read, of how many, in which time; null: it is not being read.</summary>
    public (long Read, long Size, TimeSpan Time)? Now =>
        reading is { } now ? (Math.Min(now.Stream.Count, now.Size), now.Size, clock.GetElapsedTime(now.Began)) : null;

    private sealed record Reading(HashingStream Stream, long Size, long Began);
}
