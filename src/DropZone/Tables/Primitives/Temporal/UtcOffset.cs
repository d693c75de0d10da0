using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Tables.Primitives.Temporal;

/// <summary>A UTC offset: <c>Z</c>, <c>+01</c>, <c>+0100</c>, <c>+01:00</c>.</summary>
internal static class UtcOffset
{
    private const int FarthestMinutes = 14 * 60;

    public static bool TryRead(ReadOnlySpan<byte> text, out int? minutes)
    {
        minutes = null;
        if (text is [(byte)'Z' or (byte)'z'])
        {
            minutes = 0;
            return true;
        }

        if (text.Length is not (3 or 5 or 6) || text[0] is not ((byte)'+' or (byte)'-') || (text.Length == 6 && text[3] != ':'))
            return false;
        uint hour = Digits.Two(text, 1), minute = text.Length == 3 ? 0 : Digits.Two(text, text.Length - 2);
        if (hour > 23 || minute > 59)
            return false;
        var distance = (int)((hour * 60) + minute);
        minutes = text[0] == '-' ? -distance : distance;
        return true;
    }

    /// <summary>Reads the format of XML Schema: <c>Z</c> or <c>+01:00</c>, at most 14 hours. Source: https://www.w3.org/TR/xmlschema-2/#dateTime-timezones</summary>
    public static bool TryReadStrictly(ReadOnlySpan<byte> text, out int? minutes)
    {
        minutes = null;
        return text.Length is 1 or 6 && text[0] != 'z' && TryRead(text, out minutes) && minutes is >= -FarthestMinutes and <= FarthestMinutes;
    }

    /// <summary>Returns the length in bytes of the UTC offset at the start.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'Z' or (byte)'z', ..])
            return 1;
        foreach (var length in (ReadOnlySpan<int>)[6, 5, 3])
            if (text.Length >= length && TryRead(text[..length], out _))
                return length;
        return 0;
    }
}
