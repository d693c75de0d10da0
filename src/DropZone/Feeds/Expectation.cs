namespace DropZone.Feeds;

/// <summary>The times by which files of a feed must have arrived.</summary>
/// <param name="By">The time of day. A time skipped by a change to summer time means the first time after it, a repeated time the first of both.</param>
/// <param name="Days">The days of the week.</param>
/// <param name="Zone">The time zone of time and days.</param>
/// <param name="Holidays">Days without a deadline.</param>
/// <param name="Files">The minimum number of files since the previous deadline.</param>
public sealed record Expectation(TimeOnly By, IReadOnlySet<DayOfWeek> Days, TimeZoneInfo Zone, IReadOnlySet<DateOnly> Holidays, int Files)
{
    /// <summary>The limit of the search for a deadline, as a calendar may consist of holidays only.</summary>
    private const int MaxDays = 400;

    /// <summary>Returns the last deadline up to this moment, or null.</summary>
    public DateTimeOffset? Last(DateTimeOffset moment) => From(moment, 1, -1).FirstOrDefault(deadline => deadline <= moment);

    /// <summary>Returns the first deadline after this moment, or null.</summary>
    public DateTimeOffset? Next(DateTimeOffset moment) => From(moment, -1, 1).FirstOrDefault(deadline => deadline > moment);

    /// <summary>Formats a deadline in its own time zone.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    private IEnumerable<DateTimeOffset?> From(DateTimeOffset moment, int first, int step)
    {
        var today = DateOnly.FromDateTime(Local(moment).DateTime);
        return Enumerable.Range(0, MaxDays).Select(i => today.AddDays(first + (i * step))).Where(day => Days.Contains(day.DayOfWeek) && !Holidays.Contains(day)).Select(At);
    }

    private DateTimeOffset? At(DateOnly day)
    {
        var local = day.ToDateTime(By);
        while (Zone.IsInvalidTime(local))
            local = local.AddMinutes(1).AddSeconds(-local.Second);
        var distance = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, distance).ToUniversalTime();
    }
}
