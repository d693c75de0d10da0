using System.Text;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Scans a date or time in free order: names, numbers, clock times, UTC offset.</summary>
internal struct LooseScan()
{
    /// <summary>The first whole year of the Gregorian calendar.</summary>
    private const int FirstCompactYear = 1583;

    private MomentParts _parts = new();
    private (int Value, int Digits) _first, _second, _third;
    private int _numbers;
    private bool _monthNamed;

    /// <summary>The separators between the parts of the date.</summary>
    private DateSeparators _separators;

    /// <summary>Whether the digits of the date are not separated.</summary>
    private bool _isCompact;

    /// <summary>Whether the last token was a clock time.</summary>
    private bool _isAfterClock;

    /// <summary>Two-digit years below it are of the 21st century, others of the 20th.</summary>
    public int YearPivot
    {
        init => _parts.YearPivot = value;
    }

    public bool HasTime { get; private set; }

    public readonly bool HasDate => _numbers + (_monthNamed ? 1 : 0) == 3;

    /// <summary>Whether the time is 24:00, the end of the day.</summary>
    public readonly bool EndsDay => HasTime && _parts.Hour == 24;

    /// <summary>Whether the date depends on the order of its numbers: no month is named, and no year of four digits comes first.</summary>
    public readonly bool HasOrder => HasDate && !_monthNamed && _first.Digits != 4;

    /// <summary>The orders that the numbers can have by their size: points separate day, month and year.</summary>
    public readonly DateOrders Orders
    {
        get
        {
            var isYearLast = _third.Digits is 2 or 4;
            var dayFirst = isYearLast && IsDay(_first) && IsMonth(_second) ? DateOrders.DayFirst : DateOrders.None;
            var yearFirst = _first.Digits == 2 && IsMonth(_second) && IsDay(_third) ? DateOrders.YearFirst : DateOrders.None;
            if (_separators.IsDotted)
                return dayFirst != DateOrders.None || _first.Value <= 31 ? dayFirst : yearFirst;
            var monthFirst = isYearLast && IsMonth(_first) && IsDay(_second) ? DateOrders.MonthFirst : DateOrders.None;
            return dayFirst | monthFirst | yearFirst;
        }
    }

    public bool TryScan(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var hadTime = HasTime;
            if (Digits.IsDigit(text[at]) ? !TryNumber(text, ref at)
                : char.IsAsciiLetter((char)text[at]) ? !TryWord(text, ref at)
                : !TrySign(text, ref at))
                return false;
            _isAfterClock = HasTime && !hadTime;
        }

        return _numbers == 0 ? HasTime && !_monthNamed : HasDate && (_isCompact || _separators.AreUsual(_monthNamed));
    }

    /// <summary>Builds the moment. Leaves the scan as it is.</summary>
    /// <param name="order">One of <see cref="Orders"/>, if the date has an order.</param>
    public readonly bool TryBuild(DateOrders order, out Moment moment)
    {
        moment = default;
        if (HasOrder && (Orders & order) == DateOrders.None)
            return false;
        var parts = _parts with { AllowsEndOfDay = true };
        return (_numbers == 0 || TryDate(order, ref parts)) && parts.TryBuild(out moment);
    }

    private bool TryNumber(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        if (!Digits.TryTake(text, ref at, 1, 8, out var value))
            return false;
        var digits = at - start;
        if (at < text.Length && text[at] == ':')
            return !HasTime && TryClock(text, ref at, value);
        if (HalfAt(text, at) is { } half && !HasTime)
        {
            HasTime = true;
            _parts.Hour = value;
            _parts.Afternoon = half.Afternoon;
            at = half.End;
            return true;
        }

        if (digits == 8 && _numbers == 0)
        {
            (_first, _second, _third) = ((value / 10000, 4), (value / 100 % 100, 2), (value % 100, 2));
            _numbers = 3;
            _isCompact = true;
            return _first.Value >= FirstCompactYear; // 03041012 may begin with its day
        }

        if (digits is 3 or > 4 || ++_numbers > 3)
            return false;
        if (_numbers == 1)
            _first = (value, digits);
        else if (_numbers == 2)
            _second = (value, digits);
        else
            _third = (value, digits);
        if (IsOrdinal(text, at))
            at += 2;
        return true;
    }

    private bool TryClock(ReadOnlySpan<byte> text, ref int at, int hour)
    {
        HasTime = true;
        _parts.Hour = hour;
        at++;
        if (!Digits.TryTake(text, ref at, 1, 2, out _parts.Minute))
            return false;
        if (at < text.Length && text[at] == ':')
        {
            at++;
            if (!Digits.TryTake(text, ref at, 1, 2, out _parts.Second))
                return false;
            if (at + 1 < text.Length && text[at] is (byte)'.' or (byte)',' && Digits.IsDigit(text[at + 1]))
            {
                var unit = (int)TimeSpan.TicksPerSecond;
                for (at++; at < text.Length && Digits.IsDigit(text[at]); at++)
                {
                    _parts.Ticks += (text[at] - '0') * (unit /= 10);
                    _parts.IsShortened |= unit == 0 && text[at] != '0';
                }
            }
        }

        if (HalfAt(text, at) is { } half)
        {
            _parts.Afternoon = half.Afternoon;
            at = half.End;
        }

        return true;
    }

    private bool TryWord(ReadOnlySpan<byte> text, ref int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter((char)text[end]))
            end++;
        var word = text[at..end];
        at = end;
        if (Named(CalendarNames.Months, word) is var month and >= 0)
        {
            if (_monthNamed)
                return false;
            _monthNamed = true;
            _parts.Month = month + 1;
            return true;
        }

        if (Ascii.EqualsIgnoreCase(word, "z"u8) || Ascii.EqualsIgnoreCase(word, "utc"u8) || Ascii.EqualsIgnoreCase(word, "gmt"u8))
        {
            var isFirst = _parts.OffsetMinutes is null; // two zones contradict each other, or repeat one
            _parts.OffsetMinutes = 0;
            return HasTime && isFirst;
        }

        if (Named(CalendarNames.Days, word) is var weekday and >= 0)
        {
            var isFirst = _parts.Weekday is null;
            _parts.Weekday = (DayOfWeek)weekday;
            return isFirst;
        }

        return Ascii.EqualsIgnoreCase(word, "t"u8)
            || Ascii.EqualsIgnoreCase(word, "of"u8) || Ascii.EqualsIgnoreCase(word, "at"u8);
    }

    private bool TrySign(ReadOnlySpan<byte> text, ref int at)
    {
        if (HasTime && text[at] is (byte)'+' or (byte)'-' && UtcOffset.Length(text[at..]) is var length and > 0)
        {
            if (_parts.OffsetMinutes is not null)
                return false;
            at += length;
            return UtcOffset.TryRead(text.Slice(at - length, length), out _parts.OffsetMinutes);
        }

        var end = at;
        while (end < text.Length && text[end] is (byte)' ' or (byte)'-' or (byte)'/' or (byte)'.' or (byte)',')
            end++;
        var run = text[at..end];
        var isAtStart = at == 0;
        at = end;
        if (run.IsEmpty)
            return false;
        if (isAtStart || end == text.Length)
            return run.IndexOfAnyExcept((byte)' ') < 0 || (!isAtStart && run is [(byte)'.']);
        var isByClock = _isAfterClock || IsClock(text[end..]);
        return isByClock ? DateSeparators.AreByClock(run) : _separators.TryAdd(run, _numbers);
    }

    /// <summary>Whether a clock time follows.</summary>
    private static bool IsClock(ReadOnlySpan<byte> text)
    {
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits > 0 && (text[digits] == ':' || HalfAt(text, digits) is not null);
    }

    private readonly bool TryDate(DateOrders order, ref MomentParts parts)
    {
        var (year, month, day) = (_first.Digits == 4, _monthNamed, order) switch
        {
            (true, true, _) => (_first, (parts.Month, 2), _second),
            (false, true, _) => (_second, (parts.Month, 2), _first),
            (true, _, _) or (_, _, DateOrders.YearFirst) => (_first, _second, _third),
            (_, _, DateOrders.MonthFirst) => (_third, _first, _second),
            _ => (_third, _second, _first),
        };
        parts.Month = month.Item1;
        parts.Day = day.Value;
        if (year.Digits == 2)
            parts.SetYearOfCentury(year.Value);
        else
            parts.Year = year.Value;
        return year.Digits is 2 or 4 && day.Digits <= 2;
    }

    private static bool IsDay((int Value, int Digits) number) => number is { Value: >= 1 and <= 31, Digits: <= 2 };

    private static bool IsMonth((int Value, int Digits) number) => number is { Value: >= 1 and <= 12, Digits: <= 2 };

    private static int Named(string[] names, ReadOnlySpan<byte> word)
    {
        var name = CalendarNames.Find(names, word, whole: true, out var length);
        if (name < 0)
            name = CalendarNames.Find(names, word, whole: false, out length);
        return length == word.Length ? name : -1;
    }

    private static (bool Afternoon, int End)? HalfAt(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        if (at + 2 > text.Length || (text[at + 1] | 0x20) != 'm' || (text[at] | 0x20) is not ('a' or 'p')
            || (at + 2 < text.Length && char.IsAsciiLetter((char)text[at + 2])))
            return null;
        return ((text[at] | 0x20) == 'p', at + 2);
    }

    private static bool IsOrdinal(ReadOnlySpan<byte> text, int at) =>
        at + 2 <= text.Length && text.Slice(at, 2) is var suffix
        && (Ascii.EqualsIgnoreCase(suffix, "st"u8) || Ascii.EqualsIgnoreCase(suffix, "nd"u8)
            || Ascii.EqualsIgnoreCase(suffix, "rd"u8) || Ascii.EqualsIgnoreCase(suffix, "th"u8));
}
