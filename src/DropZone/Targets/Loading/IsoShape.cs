using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Targets.Loading;

/// <summary>
/// The parts of a text by ISO 8601: 2026-11-30, 06:30, 06:30:00.5+01:00, or both with a T or a blank between them. Anything else would be
/// interpreted by a server. Whether the day exists is not checked.
/// </summary>
/// <param name="HasDate">Whether it begins with a date.</param>
/// <param name="HasTime">Whether it has a time of day.</param>
/// <param name="HasOffset">Whether it has a UTC offset.</param>
/// <param name="FractionDigits">The digits of the seconds' fraction, without zeros at the end.</param>
/// <param name="IsMidnight">Whether the time of day is 00:00:00 or missing.</param>
internal readonly record struct IsoShape(bool HasDate, bool HasTime, bool HasOffset, int FractionDigits, bool IsMidnight)
{
    private const int DateLength = 10;
    private const int MinutesLength = 5;

    public static bool TryRead(ReadOnlySpan<byte> text, out IsoShape shape)
    {
        shape = new IsoShape(false, false, false, 0, true);
        if (Fits(text, "0000-00-00"u8))
        {
            shape = shape with { HasDate = true };
            if (text.Length == DateLength)
                return true;
            if (text[DateLength] is not ((byte)'T' or (byte)' '))
                return false;
            text = text[(DateLength + 1)..];
        }

        return TryTime(text, ref shape);
    }

    private static bool TryTime(ReadOnlySpan<byte> text, ref IsoShape shape)
    {
        if (!Fits(text, "00:00"u8))
            return false;
        shape = shape with { HasTime = true, IsMidnight = text.StartsWith("00:00"u8) };
        text = text[MinutesLength..];
        if (Fits(text, ":00"u8))
        {
            // PostgreSQL takes second 60 as the next minute
            if (text[1] > '5')
                return false;
            shape = shape with { IsMidnight = shape.IsMidnight && text.StartsWith(":00"u8) };
            text = text[3..];
            if (text is [(byte)'.', ..])
            {
                var digits = 1;
                var significant = 0;
                for (; digits < text.Length && Digits.IsDigit(text[digits]); digits++)
                    if (text[digits] != '0')
                        significant = digits;
                if (digits == 1)
                    return false;
                shape = shape with { FractionDigits = significant, IsMidnight = shape.IsMidnight && significant == 0 };
                text = text[digits..];
            }
        }

        if (text.IsEmpty)
            return true;
        shape = shape with { HasOffset = true };
        return text is [(byte)'Z'] || (text[0] is (byte)'+' or (byte)'-' && IsOffset(text[1..]));
    }

    private static bool IsOffset(ReadOnlySpan<byte> text) =>
        (text.Length == 2 && Fits(text, "00"u8)) || (text.Length == 4 && Fits(text, "0000"u8)) || (text.Length == MinutesLength && Fits(text, "00:00"u8));

    /// <summary>Whether the text begins with digits where the form has zeros, and with its other characters.</summary>
    private static bool Fits(ReadOnlySpan<byte> text, ReadOnlySpan<byte> form)
    {
        if (text.Length < form.Length)
            return false;
        for (var i = 0; i < form.Length; i++)
            if (form[i] == '0' ? !Digits.IsDigit(text[i]) : text[i] != form[i])
                return false;
        return true;
    }
}
