using System.Globalization;
using System.Text;
using DropZone.Csv;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Tables.Primitives.Temporal;

/// <summary>A compiled strptime pattern. Source: https://docs.python.org/3/library/datetime.html#format-codes (C locale)</summary>
internal sealed class DatePattern
{
    /// <summary>Two-digit years of 69 and more are of the 20th century. Source: https://pubs.opengroup.org/onlinepubs/9799919799/functions/strptime.html</summary>
    public const int PosixPivot = 69;

    private const string Known = "YmdeHMSfyjIpbBaAzZ";

    /// <summary>The internal directive of <c>%:z</c>: +01:00.</summary>
    private const char ZoneWithColon = ':';

    private readonly PatternPart[] _parts;
    private readonly bool _hasOnlyYearOfCentury;
    private readonly bool _hasTwoDays;

    private DatePattern(string text, PatternPart[] parts, int yearPivot)
    {
        Text = text;
        _parts = parts;
        YearPivot = yearPivot;
        HasFraction = Has("f");
        _hasOnlyYearOfCentury = Has("y") && !Has("Y");
        IsLiteral = parts.All(part => part.Directive == '\0');
        _hasTwoDays = Has("j") && Has("mbBde");
    }

    public string Text { get; }

    /// <summary>Two-digit years below it are of the 21st century, others of the 20th.</summary>
    public int YearPivot { get; }

    /// <summary>Whether the pattern contains an hour.</summary>
    public bool HasTime => _parts.Any(part => part.Directive is 'H' or 'I');

    /// <summary>Whether the pattern contains a UTC offset.</summary>
    public bool HasOffset => Has("z:");

    /// <summary>Whether a text by the pattern is a date without doubt: a year of four digits, month and day, and the half of the day of an hour up to 12.</summary>
    public bool HasDate => Has("Y") && (Has("j") || (Has("mbB") && Has("de"))) && (!Has("I") || Has("p"));

    /// <summary>Whether the pattern contains a fraction of a second.</summary>
    public bool HasFraction { get; }

    /// <summary>Whether the text by the pattern has the whole year: two digits stand for the hundred years of the pivot only.</summary>
    public bool CanWriteYear(Moment moment) => !_hasOnlyYearOfCentury || (moment.Local.Year >= 1900 + YearPivot && moment.Local.Year < 2000 + YearPivot);

    /// <summary>Whether the text by the pattern has the whole fraction, of which <c>%f</c> has six digits.</summary>
    public bool CanWriteFraction(Moment moment) => !HasFraction || (!moment.IsShortened && moment.Local.Ticks % TimeSpan.TicksPerMicrosecond == 0);

    /// <summary>Whether the text by the pattern has all that it names.</summary>
    public bool CanWrite(Moment moment) => CanWriteYear(moment) && CanWriteFraction(moment);

    /// <summary>Whether it has no directive, so that no text by it is a date or time.</summary>
    public bool IsLiteral { get; }

    /// <summary>Returns null and the problem if the pattern contains an unknown directive.</summary>
    public static DatePattern? Compile(string text, out string? problem, int yearPivot = PosixPivot)
    {
        problem = null;
        var parts = new List<PatternPart>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                var width = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                parts.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, width)).Select(literal => new PatternPart('\0', literal)));
                i += width - 1;
                continue;
            }

            var directive = ++i < text.Length ? text[i] : '\0';
            if (directive == ZoneWithColon && i + 1 < text.Length && text[i + 1] == 'z')
            {
                parts.Add(new PatternPart(ZoneWithColon, 0));
                i++;
                continue;
            }

            if (directive != '%' && !Known.Contains(directive, StringComparison.Ordinal))
            {
                problem = directive == '\0'
                    ? "The pattern ends with a lone %. Write %% for a percent sign."
                    : $"Unknown directive %{directive}. Use one of %{string.Join(" %", Known.ToCharArray())} %:z %%.";
                return null;
            }

            parts.Add(directive == '%' ? new PatternPart('\0', (byte)'%') : new PatternPart(directive, 0));
        }

        return new DatePattern(text, [.. parts], yearPivot);
    }

    public bool TryRead(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = default;
        var found = new MomentParts { YearPivot = YearPivot };
        var at = 0;
        foreach (var part in _parts)
        {
            if (part.Directive != '\0')
            {
                if (!TryTake(part.Directive, text, ref at, ref found))
                    return false;
            }
            else if (at < text.Length && text[at] == part.Literal)
            {
                at++;
            }
            else
            {
                return false;
            }
        }

        return at == text.Length && found.TryBuild(out moment)
            && (!_hasTwoDays || (Agrees(found.Month, moment.Local.Month, "mbB") && Agrees(found.Day, moment.Local.Day, "de")));
    }

    /// <summary>Whether the part is that of the day of the year, if the pattern has both.</summary>
    private bool Agrees(int part, int ofMoment, string directives) => part == ofMoment || !Has(directives);

    /// <summary>Whether the pattern contains any of these directives. <c>%:z</c> is a colon.</summary>
    public bool Has(string directives) => Count(directives) > 0;

    /// <summary>Returns how many of these directives it contains.</summary>
    public int Count(string directives) => _parts.Count(part => part.Directive != '\0' && directives.Contains(part.Directive, StringComparison.Ordinal));

    public void Write(Moment moment, ByteBuffer output)
    {
        foreach (var part in _parts)
            if (part.Directive == '\0')
                output.Append(part.Literal);
            else
                Write(part.Directive, moment, output);
    }

    private static bool TryTake(char directive, ReadOnlySpan<byte> text, ref int at, ref MomentParts found)
    {
        int value;
        switch (directive)
        {
            case 'Y':
                return Digits.TryTake(text, ref at, 4, 4, out found.Year);
            case 'y':
                if (!Digits.TryTake(text, ref at, 2, 2, out value))
                    return false;
                found.SetYearOfCentury(value);
                return true;
            case 'm':
                return Digits.TryTake(text, ref at, 1, 2, out found.Month);
            case 'e' when at < text.Length && text[at] == ' ':
                at++;
                return Digits.TryTake(text, ref at, 1, 1, out found.Day);
            case 'd' or 'e':
                return Digits.TryTake(text, ref at, 1, 2, out found.Day);
            case 'j':
                if (!Digits.TryTake(text, ref at, 1, 3, out value))
                    return false;
                found.DayOfYear = value;
                return true;
            case 'H':
                return Digits.TryTake(text, ref at, 1, 2, out found.Hour);
            case 'I':
                found.Afternoon ??= false;
                return Digits.TryTake(text, ref at, 1, 2, out found.Hour);
            case 'M':
                return Digits.TryTake(text, ref at, 1, 2, out found.Minute);
            case 'S':
                return Digits.TryTake(text, ref at, 1, 2, out found.Second);
            case 'f':
                var start = at;
                if (!Digits.TryTake(text, ref at, 1, 6, out value))
                    return false;
                for (var digits = at - start; digits < 7; digits++)
                    value *= 10;
                found.Ticks = value;
                return true;
            case 'p':
                return TryTakeHalf(text, ref at, ref found);
            case 'b' or 'B':
                found.Month = CalendarNames.Find(CalendarNames.Months, text[at..], directive == 'B', out var month) + 1;
                at += month;
                return month > 0;
            case 'a' or 'A':
                found.Weekday = (DayOfWeek)CalendarNames.Find(CalendarNames.Days, text[at..], directive == 'A', out var day);
                at += day;
                return day > 0;
            case 'z' or ZoneWithColon:
                var length = UtcOffset.Length(text[at..]);
                if (length == 0 || !UtcOffset.TryRead(text.Slice(at, length), out found.OffsetMinutes))
                    return false;
                at += length;
                return true;
            default:
                var name = text[at..];
                if (!name.StartsWith("UTC"u8) && !name.StartsWith("GMT"u8))
                    return false;
                found.OffsetMinutes = 0;
                at += 3;
                return true;
        }
    }

    private static bool TryTakeHalf(ReadOnlySpan<byte> text, ref int at, ref MomentParts found)
    {
        if (at + 2 > text.Length || (text[at + 1] | 0x20) != 'm' || (text[at] | 0x20) is not ('a' or 'p'))
            return false;
        found.Afternoon = (text[at] | 0x20) == 'p';
        at += 2;
        return true;
    }

    private static void Write(char directive, Moment moment, ByteBuffer output)
    {
        var local = moment.Local;
        switch (directive)
        {
            case 'Y': Number(local.Year, 4, output); break;
            case 'y': Number(local.Year % 100, 2, output); break;
            case 'm': Number(local.Month, 2, output); break;
            case 'd': Number(local.Day, 2, output); break;
            case 'e':
                if (local.Day < 10)
                    output.Append((byte)' ');
                Number(local.Day, 1, output);
                break;
            case 'j': Number(local.DayOfYear, 3, output); break;
            case 'H': Number(local.Hour, 2, output); break;
            case 'I': Number(((local.Hour + 11) % 12) + 1, 2, output); break;
            case 'M': Number(local.Minute, 2, output); break;
            case 'S': Number(local.Second, 2, output); break;
            case 'f': Number((int)(local.Ticks % TimeSpan.TicksPerSecond / 10), 6, output); break;
            case 'p': output.Append(local.Hour < 12 ? "AM"u8 : "PM"u8); break;
            case 'b': Name(CalendarNames.Months[local.Month - 1], 3, output); break;
            case 'B': Name(CalendarNames.Months[local.Month - 1], int.MaxValue, output); break;
            case 'a': Name(CalendarNames.Days[(int)local.DayOfWeek], 3, output); break;
            case 'A': Name(CalendarNames.Days[(int)local.DayOfWeek], int.MaxValue, output); break;
            case 'z' or ZoneWithColon when moment.OffsetMinutes is { } minutes:
                output.Append((byte)(minutes < 0 ? '-' : '+'));
                Number(Math.Abs(minutes) / 60, 2, output);
                if (directive == ZoneWithColon)
                    output.Append((byte)':');
                Number(Math.Abs(minutes) % 60, 2, output);
                break;
            case 'Z' when moment.OffsetMinutes == 0: output.Append("UTC"u8); break;
            default: break; // without an offset nothing is written
        }
    }

    private static void Number(int value, int digits, ByteBuffer output)
    {
        value.TryFormat(output.Reserve(11), out var length, digits switch { 1 => "D1", 2 => "D2", 3 => "D3", 4 => "D4", _ => "D6" },
            CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    private static void Name(string name, int most, ByteBuffer output) =>
        output.Advance(Encoding.ASCII.GetBytes(name.AsSpan(0, Math.Min(most, name.Length)), output.Reserve(name.Length)));
}

/// <summary>A directive of a strptime pattern, or one literal byte where <see cref="Directive"/> is NUL.</summary>
internal readonly record struct PatternPart(char Directive, byte Literal);
