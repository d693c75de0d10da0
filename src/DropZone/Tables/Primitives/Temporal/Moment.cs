namespace DropZone.Tables.Primitives.Temporal;

/// <summary>A date, a time of day, or both, to 100 ns, with its UTC offset if the text has one.</summary>
/// <param name="Local">The local time as written. A time without date is on the first day of year 1.</param>
internal readonly record struct Moment(DateTime Local, int? OffsetMinutes = null)
{
    /// <summary>Whether the text has digits of a second beyond 100 ns.</summary>
    public bool IsShortened { get; init; }

    /// <summary>The UTC time in ticks, for comparison. Without an offset the local time counts as UTC. May be outside the calendar.</summary>
    public long UtcTicks => Local.Ticks - ((OffsetMinutes ?? 0) * TimeSpan.TicksPerMinute);
}

/// <summary>The type of values of a field of dates and times.</summary>
internal enum MomentKind
{
    Date,
    Time,
    DateTime,
}
