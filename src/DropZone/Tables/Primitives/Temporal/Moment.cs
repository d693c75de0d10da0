namespace DropZone.Tables.Primitives.Temporal;

/// <summary>A date, a time of day, or both, to 100 ns, with its distance from UTC if it told one.</summary>
/// <param name="Local">As written. A lone time stands on the first day of year 1.</param>
internal readonly record struct Moment(DateTime Local, int? OffsetMinutes = null)
{
    /// <summary>For comparison: what tells no distance from UTC counts as UTC. May lie outside the calendar.</summary>
    public long UtcTicks => Local.Ticks - ((OffsetMinutes ?? 0) * TimeSpan.TicksPerMinute);
}
