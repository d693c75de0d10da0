using System.Text;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Scans a date or time in free order: names, numbers, clock times, UTC offset.</summary>
internal struct LooseScan()
{
    private MomentParts _parts = new();
    private (int Value, int Digits) _first, _second, _third;
    private int _numbers;
    private bool _monthNamed;

    public bool HasTime { get; private set; }

    public readonly bool HasDate => _numbers + (_monthNamed ? 1 : 0) == 3;

    public bool TryScan(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (Digits.IsDigit(text[at]) ? !TryNumber(text, ref at)
                : char.IsAsciiLetter((char)text[at]) ? !TryWord(text, ref at)
                : !TrySign(text, ref at))
                return false;
        }

        return _numbers == 0 ? HasTime && !_monthNamed : HasDate;
    }

    public bool TryBuild(out Moment moment)
    {
        moment = default;
        if (_numbers > 0 && !TryDate())
            return false;
        return _parts.TryBuild(out moment);
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
            return true;
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
                    _parts.Ticks += (text[at] - '0') * (unit /= 10);
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
            _parts.OffsetMinutes = 0;
            return HasTime;
        }

        return Named(CalendarNames.Days, word) >= 0 || Ascii.EqualsIgnoreCase(word, "t"u8)
            || Ascii.EqualsIgnoreCase(word, "of"u8) || Ascii.EqualsIgnoreCase(word, "at"u8);
    }

    private bool TrySign(ReadOnlySpan<byte> text, ref int at)
    {
        if (HasTime && text[at] is (byte)'+' or (byte)'-' && UtcOffset.Length(text[at..]) is var length and > 0)
        {
            at += length;
            return UtcOffset.TryRead(text.Slice(at - length, length), out _parts.OffsetMinutes);
        }

        return text[at++] is (byte)' ' or (byte)'-' or (byte)'/' or (byte)'.' or (byte)',';
    }

    private bool TryDate()
    {
        if (_monthNamed)
        {
            var yearFirst = _first.Digits == 4 || _first.Value > 31;
            _parts.Year = FullYear(yearFirst ? _first : _second);
            _parts.Day = yearFirst ? _second.Value : _first.Value;
            return true;
        }

        if (_first.Digits == 4 || _first.Value > 31)
        {
            _parts.Year = FullYear(_first);
            (_parts.Month, _parts.Day) = _second.Value > 12 ? (_third.Value, _second.Value) : (_second.Value, _third.Value);
            return true;
        }

        _parts.Year = FullYear(_third);
        (_parts.Month, _parts.Day) = _first.Value > 12 ? (_second.Value, _first.Value) : (_first.Value, _second.Value);
        return true;
    }

    private static int FullYear((int Value, int Digits) year) =>
        year.Digits > 2 ? year.Value : year.Value + (year.Value < 69 ? 2000 : 1900);

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
