using System.Globalization;

namespace DropZone.Tables.Primitives.Numbers;

/// <summary>The value of a number.</summary>
/// <param name="Nearest">The nearest double.</param>
/// <param name="Exact">The number, if it has at most 28 digits before and behind the point.</param>
/// <param name="Long">The number, if it has more; null for infinity and NaN, too.</param>
internal readonly record struct Number(double Nearest, decimal? Exact, LongNumber? Long = null) : IComparable<Number>
{
    private const int MaxShortDigits = 15;
    private const int MaxDecimalText = 40;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, MaxShortDigits + 1).Select(power => Math.Pow(10, power))];

    /// <summary>
    /// Reads the most common numbers, [sign] digits [. digits] with at most 15 digits, without the general parsers: both the digits and the
    /// power of ten are exact doubles then, so that their quotient is the nearest double. Returns false for all other text, which may be a number.
    /// Source: W. D. Clinger, How to read floating point numbers accurately, PLDI 1990.
    /// </summary>
    public static bool TryReadShort(ReadOnlySpan<byte> text, out Number value)
    {
        value = default;
        var isNegative = !text.IsEmpty && text[0] == '-';
        long digits = 0;
        int count = 0, mark = -1;
        for (var at = isNegative ? 1 : 0; at < text.Length; at++)
        {
            var unit = text[at];
            if (Digits.IsDigit(unit))
            {
                digits = (digits * 10) + (unit - '0');
                if (++count > MaxShortDigits)
                    return false;
            }
            else if (unit == '.' && mark < 0)
            {
                mark = count;
            }
            else
            {
                return false;
            }
        }

        if (count == 0)
            return false;
        var scale = mark < 0 ? 0 : count - mark;
        var nearest = digits / PowersOfTen[scale];
        value = new Number(isNegative ? -nearest : nearest, new decimal((int)digits, (int)(digits >> 32), 0, isNegative, (byte)scale));
        return true;
    }

    /// <summary>Compares all digits. NaN sorts below every number, as in <see cref="double.CompareTo(double)"/>.</summary>
    public int CompareTo(Number other)
    {
        // the doubles have the same order, but may be equal
        var order = Nearest.CompareTo(other.Nearest);
        if (order != 0)
            return order;
        if (Exact is { } exact && other.Exact is { } bound)
            return exact.CompareTo(bound);
        if (Exact is null && Long is null)
            return other.Long is null ? 0 : other.Long.Sign; // infinity is above what only is too large for a double
        if (other.Exact is null && other.Long is null)
            return -Long!.Sign;
        if (Long is not null && other.Long is not null)
            return Long.CompareTo(other.Long);
        return Long is not null ? Compare(Long, other.Exact!.Value) : -Compare(other.Long!, Exact!.Value);
    }

    public bool Equals(Number other) => CompareTo(other) == 0;

    public override int GetHashCode() => Nearest.GetHashCode();

    private static int Compare(LongNumber number, decimal other)
    {
        Span<byte> text = stackalloc byte[MaxDecimalText];
        return other.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture) ? number.CompareTo(text[..length]) : 0;
    }
}
