using System.IO.Hashing;
using System.Runtime.InteropServices;
using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Temporal;

/// <summary>
/// The type <c>duration</c>: <c>P1Y2M3DT4H5M6.7S</c>, also negative, and weeks (<c>P2W</c>) as in ISO 8601.
/// Source: https://www.w3.org/TR/xmlschema-2/#duration
/// </summary>
internal sealed class DurationType : CellType<XmlDuration>
{
    // more would not fit the arithmetic of Duration
    private const int MaxDigits = 12;

    public override string Expected => "a duration such as P1Y2M or PT30M";

    public override bool TryRead(ReadOnlySpan<byte> cell, out XmlDuration value)
    {
        value = default;
        var negative = cell is [(byte)'-', ..];
        var text = negative ? cell[1..] : cell;
        if (text is not [(byte)'P', _, ..])
            return false;
        text = text[1..];
        long months = 0;
        Int128 attoseconds = 0;
        var order = 0;
        while (!text.IsEmpty)
        {
            if (text[0] == 'T')
            {
                if (order >= 5 || text.Length == 1)
                    return false;
                order = 5;
                text = text[1..];
            }

            if (!TryTake(ref text, out var number, out var fraction, out var hasFraction))
                return false;
            // each designator once, in its order: Y M W D, and behind the T: H M S
            var place = text[0] switch
            {
                (byte)'Y' => 1,
                (byte)'M' => order < 5 ? 2 : 7,
                (byte)'W' => 3,
                (byte)'D' => 4,
                (byte)'H' => 6,
                (byte)'S' => 8,
                _ => 0,
            };
            if (place <= order || place > 5 != order >= 5 || (hasFraction && place != 8))
                return false;
            order = place;
            text = text[1..];
            months += place switch { 1 => number * 12, 2 => number, _ => 0 };
            attoseconds += fraction + (XmlDuration.Second * number * place switch { 3 => 604_800, 4 => 86_400, 6 => 3_600, 7 => 60, 8 => 1, _ => 0 });
        }

        value = negative ? new XmlDuration(-months, -attoseconds) : new XmlDuration(months, attoseconds);
        return true;
    }

    public override UInt128 Digest(XmlDuration value) =>
        XxHash128.HashToUInt128(MemoryMarshal.AsBytes(new ReadOnlySpan<Int128>([value.Months, value.Attoseconds])));

    // digits [. digits], followed by a designator
    private static bool TryTake(ref ReadOnlySpan<byte> text, out long number, out Int128 fraction, out bool hasFraction)
    {
        number = 0;
        fraction = 0;
        hasFraction = false;
        var zeros = 0;
        while (zeros < text.Length && text[zeros] == '0')
            zeros++;
        var at = zeros;
        for (; at < text.Length && Digits.IsDigit(text[at]); at++)
        {
            if (at - zeros == MaxDigits)
                return false;
            number = (number * 10) + (text[at] - '0');
        }

        if (at == 0)
            return false;
        if (at < text.Length && text[at] == '.')
        {
            hasFraction = true;
            var start = ++at;
            var unit = XmlDuration.Second;
            for (; at < text.Length && Digits.IsDigit(text[at]); at++)
                fraction += (unit /= 10) * (text[at] - '0');
            if (at == start)
                return false;
        }

        text = text[at..];
        return !text.IsEmpty;
    }
}
