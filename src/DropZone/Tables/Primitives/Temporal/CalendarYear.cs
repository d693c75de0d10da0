using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Tables.Primitives.Temporal;

/// <summary>
/// A year in the format of XML Schema: four digits, or more without a leading zero, a minus for years before the common era, never 0000.
/// </summary>
internal static class CalendarYear
{
    private const int MaxDigits = 9;

    /// <summary>Reads the year at the start of the text and returns its length in bytes.</summary>
    public static bool TryTake(ReadOnlySpan<byte> text, out int year, out int length)
    {
        length = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var start = length;
        if (!Digits.TryTake(text, ref length, 4, MaxDigits, out year) || year == 0 || (length - start > 4 && text[start] == '0'))
            return false;
        year = start == 1 ? -year : year;
        return length == text.Length || !Digits.IsDigit(text[length]);
    }

    /// <summary>Whether the text after a year or month is empty or a time zone.</summary>
    public static bool IsZone(ReadOnlySpan<byte> text) => text.IsEmpty || UtcOffset.TryReadStrictly(text, out _);
}
