namespace DropZone.Tables.Primitives.Temporal;

/// <summary>The clocks of a time zone. Immutable; no allocation.</summary>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    private const int FarthestDays = 1;

    public string Name => zone.Id;

    /// <summary>Returns the UTC offset at a moment.</summary>
    /// <param name="utc">The moment in ticks, clamped to the calendar.</param>
    public TimeSpan OffsetAt(long utc) =>
        zone.GetUtcOffset(new DateTime(Math.Clamp(utc, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc));

    /// <summary>
    /// Finds the moments of a local time: none if the clocks were set forward over it, two if they were set back, otherwise two equal
    /// moments. Offsets are at most a day, so those of a day before and a day after are the two possible ones: zones do not
    /// change twice in two days.
    /// </summary>
    /// <param name="earlier">The UTC offset of the first moment.</param>
    /// <param name="later">The UTC offset of the second moment.</param>
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
