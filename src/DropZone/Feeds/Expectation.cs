namespace DropZone.Feeds;

/// <summary>When files of a feed must have come.</summary>
/// <param name="By">The time of day; one that a change to summer time leaves out is the first after it, one that comes twice the first of them.</param>
/// <param name="Days">The days of the week.</param>
/// <param name="Zone">Whose time and days these are.</param>
/// <param name="Holidays">Days that do not count.</param>
/// <param name="Files">How many at least, since the deadline before.</param>
public sealed record Expectation(TimeOnly By, IReadOnlySet<DayOfWeek> Days, TimeZoneInfo Zone, IReadOnlySet<DateOnly> Holidays, int Files)
{
    /// <summary>A calendar of holidays only has no deadline: it is not looked for beyond this.</summary>
    private const int MaxDays = 400;

    /// <summary>The last deadline up to this moment; null: there is none.</summary>
    public DateTimeOffset? Last(DateTimeOffset moment) => From(moment, 1, -1).FirstOrDefault(deadline => deadline <= moment);

    /// <summary>The first deadline after this moment; null: there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset moment) => From(moment, -1, 1).FirstOrDefault(deadline => deadline > moment);

    /// <summary>A deadline as those read it who set it.</summary>
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
