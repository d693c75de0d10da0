namespace DropZone.Tables.Primitives.Numbers;

/// <summary>The value of a number: exact up to 28 digits, otherwise the nearest double.</summary>
internal readonly record struct Number(double Nearest, decimal? Exact) : IComparable<Number>
{
    private const int MaxShortDigits = 15;

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

    /// <summary>NaN sorts below every number, as in <see cref="double.CompareTo(double)"/>.</summary>
    public int CompareTo(Number other)
    {
        var order = Nearest.CompareTo(other.Nearest);
        return order == 0 && Exact is { } exact && other.Exact is { } bound ? exact.CompareTo(bound) : order;
    }
}
