namespace DropZone.Tables.Primitives.Temporal;

/// <summary>The clocks of a time zone. Immutable; no allocation.</summary>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    private const int FarthestDays = 1;

    public string Name => zone.Id;

    /// <summary>How far the clocks are from UTC at a moment.</summary>
    /// <param name="utc">In ticks; beyond the calendar its end counts.</param>
    public TimeSpan OffsetAt(long utc) =>
        zone.GetUtcOffset(new DateTime(Math.Clamp(utc, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc));

    /// <summary>
    /// The moments at which the clocks show a time: none where they were put forward over it, two where they were put back, and both are one
    /// otherwise. Distances are at most a day, so what a day before and a day after hold are the two that are possible: zones do not
    /// change twice in two days.
    /// </summary>
    /// <param name="earlier">The distance from UTC of the first of them.</param>
    /// <param name="later">Of the second.</param>
    public bool TryFind(DateTime local, out TimeSpan earlier, out TimeSpan later)
    {
        var before = OffsetAt(local.Ticks - (FarthestDays * TimeSpan.TicksPerDay));
        var after = OffsetAt(local.Ticks + (FarthestDays * TimeSpan.TicksPerDay));
        var (isBefore, isAfter) = (Shows(local, before), Shows(local, after));
        (before, after) = (isBefore ? before : after, isAfter ? after : before);
        // the farther ahead of UTC, the earlier
        (earlier, later) = before > after ? (before, after) : (after, before);
        return isBefore || isAfter;
    }

    private bool Shows(DateTime local, TimeSpan offset) => OffsetAt(local.Ticks - offset.Ticks) == offset;
}
