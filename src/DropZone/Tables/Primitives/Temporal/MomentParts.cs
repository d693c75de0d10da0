namespace DropZone.Tables.Primitives.Temporal;

/// <summary>The parts of a moment read by the directives of a pattern. The defaults are those of 1900-01-01 00:00:00.</summary>
internal struct MomentParts()
{
    public int Year = 1900;
    public int Month = 1;
    public int Day = 1;
    public int? DayOfYear;
    public int Hour;
    public bool? Afternoon;
    public int Minute;
    public int Second;
    public int Ticks;
    public int? OffsetMinutes;

    /// <summary>Whether the text has digits of a second beyond 100 ns.</summary>
    public bool IsShortened;

    /// <summary>The named day of the week, which the date has to have; null: none is named.</summary>
    public DayOfWeek? Weekday;

    /// <summary>Two-digit years below it are of the 21st century, others of the 20th.</summary>
    public int YearPivot = DatePattern.PosixPivot;

    /// <summary>Whether 24:00:00 is the end of the day, as in XML Schema.</summary>
    public bool AllowsEndOfDay;

    public void SetYearOfCentury(int year) => Year = year + (year < YearPivot ? 2000 : 1900);

    public readonly bool TryBuild(out Moment moment)
    {
        moment = default;
        var hour = Hour;
        if (Afternoon is { } afternoon)
        {
            if (Hour is < 1 or > 12)
                return false;
            hour = (Hour % 12) + (afternoon ? 12 : 0);
        }

        var endsDay = AllowsEndOfDay && Afternoon is null && (Hour, Minute, Second, Ticks) is (24, 0, 0, 0);
        if (endsDay)
            hour = 0;
        if (Year is < 1 or > 9999 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month)
            || hour > 23 || Minute > 59 || Second > 59)
            return false;
        var date = new DateTime(Year, Month, Day);
        if (DayOfYear is { } ordinal)
        {
            if (ordinal < 1 || ordinal > (DateTime.IsLeapYear(Year) ? 366 : 365))
                return false;
            date = new DateTime(Year, 1, 1).AddDays(ordinal - 1);
        }

        if ((Weekday is { } day && day != date.DayOfWeek) || (endsDay && date == DateTime.MaxValue.Date))
            return false;
        moment = new Moment(date.AddDays(endsDay ? 1 : 0).Add(new TimeSpan(hour, Minute, Second)).AddTicks(Ticks), OffsetMinutes) { IsShortened = IsShortened };
        return true;
    }
}
