using System.Runtime.CompilerServices;

namespace DropZone.Tables.Primitives.Numbers;

/// <summary>Decimal digits in ASCII.</summary>
internal static class Digits
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDigit(byte value) => (uint)(value - '0') <= 9;

    /// <summary>Whether the text consists of one or more digits.</summary>
    public static bool Are(ReadOnlySpan<byte> text)
    {
        foreach (var unit in text)
            if (!IsDigit(unit))
                return false;
        return !text.IsEmpty;
    }

    /// <summary>Returns the number of the two digits at this place, above 99 if they are not two digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Two(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)text[at] - '0', ones = (uint)text[at + 1] - '0';
        return tens > 9 || ones > 9 ? 100 : (tens * 10) + ones;
    }

    /// <summary>Reads from <paramref name="least"/> to <paramref name="most"/> digits at this place and moves behind them.</summary>
    public static bool TryTake(ReadOnlySpan<byte> text, ref int at, int least, int most, out int value)
    {
        var start = at;
        value = 0;
        while (at < text.Length && at - start < most && IsDigit(text[at]))
            value = (value * 10) + (text[at++] - '0');
        return at - start >= least;
    }
}
