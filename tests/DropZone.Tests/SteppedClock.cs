namespace DropZone.Tests;

/// <summary>A monotonic clock that advances only when stepped.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private long _now = TimeSpan.TicksPerHour;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public void Step(TimeSpan span) => _now += span.Ticks;
}
