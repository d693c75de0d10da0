using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Tables.Primitives.Temporal;

/// <summary>
/// Reads ISO 8601 in the form of XML Schema: <c>2026-11-30</c>, <c>06:00:00.5Z</c>, <c>2026-11-30T06:00:00+01:00</c>.
/// Years 0001 to 9999. Source: https://www.w3.org/TR/xmlschema-2/#dateTime
/// </summary>
internal sealed class IsoReader(MomentKind kind) : MomentReader
{
    private const int DateLength = 10;
    private const int TimeLength = 8;
    private const int SecondsOfDay = 24 * 60 * 60;

    public override string Expected => kind switch
    {
        MomentKind.Date => "a date such as 2026-11-30",
        MomentKind.Time => "a time such as 06:30:00",
        _ => "a date and time such as 2026-11-30T06:30:00Z",
    };

    public override bool TryRead(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = default;
        switch (kind)
        {
            case MomentKind.Date:
                if (text.Length != DateLength || !TryDate(text, out var date))
                    return false;
                moment = new Moment(new DateTime(date));
                return true;
            case MomentKind.Time:
                return TryTime(text, 0, out moment);
            default:
                return text.Length > DateLength + TimeLength && text[DateLength] == 'T'
                    && TryDate(text, out var day) && TryTime(text[(DateLength + 1)..], day, out moment);
        }
    }

    public override bool IsValid(ReadOnlySpan<byte> text) => kind switch
    {
        MomentKind.Date => text.Length == DateLength && TryDay(text, out _, out _, out _),
        MomentKind.DateTime when text.Length == DateLength + 1 + TimeLength =>
            text[DateLength] == 'T' && TryDay(text, out _, out _, out _) && TryClock(text[(DateLength + 1)..], out var seconds) && (seconds < SecondsOfDay || TryRead(text, out _)),
        _ => TryRead(text, out _),
    };

    /// <summary>Reads the first ten bytes as a date and returns its ticks.</summary>
    private static bool TryDate(ReadOnlySpan<byte> text, out long ticks)
    {
        var isDay = TryDay(text, out var year, out var month, out var day);
        ticks = isDay ? new DateTime(year, month, day).Ticks : 0;
        return isDay;
    }

    /// <summary>Reads the first ten bytes as a day of the calendar.</summary>
    private static bool TryDay(ReadOnlySpan<byte> text, out int year, out int month, out int day)
    {
        year = month = day = 0;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-')
            return false;
        uint century = Digits.Two(text, 0), yearOfCentury = Digits.Two(text, 2);
        (month, day) = ((int)Digits.Two(text, 5), (int)Digits.Two(text, 8));
        if (century > 99 || yearOfCentury > 99)
            return false;
        year = (int)((century * 100) + yearOfCentury);
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DateTime.DaysInMonth(year, month));
    }

    /// <summary>Reads the first eight bytes as a time and returns its seconds, at most those of 24:00:00, the end of the day.</summary>
    private static bool TryClock(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (text.Length < TimeLength || text[2] != ':' || text[5] != ':')
            return false;
        uint hour = Digits.Two(text, 0), minute = Digits.Two(text, 3), second = Digits.Two(text, 6);
        seconds = (((hour * 60) + minute) * 60) + second;
        return minute <= 59 && second <= 59 && (hour <= 23 || (hour == 24 && seconds == SecondsOfDay));
    }

    private static bool TryTime(ReadOnlySpan<byte> text, long day, out Moment moment)
    {
        moment = default;
        if (!TryClock(text, out var seconds))
            return false;
        var ticks = day + (seconds * TimeSpan.TicksPerSecond);
        var at = TimeLength;
        var isShortened = false;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (!Fraction(text, ref at, out var fraction, out isShortened))
                return false;
            if (seconds == SecondsOfDay && fraction > 0)
                return false;
            ticks += fraction;
        }

        int? offset = null;
        if (at < text.Length && !UtcOffset.TryReadStrictly(text[at..], out offset))
            return false;
        if (ticks > DateTime.MaxValue.Ticks)
            return false;
        moment = new Moment(new DateTime(ticks), offset) { IsShortened = isShortened };
        return true;
    }

    private static bool Fraction(ReadOnlySpan<byte> text, ref int at, out long ticks, out bool isShortened)
    {
        var start = at;
        var unit = TimeSpan.TicksPerSecond;
        isShortened = false;
        for (ticks = 0; at < text.Length && Digits.IsDigit(text[at]); at++)
        {
            unit /= 10;
            isShortened |= unit == 0 && text[at] != '0';
            ticks += (text[at] - '0') * unit;
        }

        return at > start;
    }
}
