using System.Buffers;
using System.Text;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Inference;

/// <summary>Additional conditions on cells that are numbers.</summary>
internal static class NumberShape
{
    /// <summary>The digits that every integer to 2^53 has at most: beyond, a double is not exact, and an identifier likely.</summary>
    private const int MaxDigits = 15;

    private static readonly SearchValues<byte> DigitsAndMarks = SearchValues.Create("0123456789.,"u8);
    private static readonly CellShape PointDecimal = Decimal('.');
    private static readonly CellShape CommaDecimal = Decimal(',');

    /// <summary>Whether it is an integer without a plus sign, spaces and leading zeros, which indicate a code, as do many digits.</summary>
    public static bool IsInteger(ReadOnlySpan<byte> cell)
    {
        var digits = Unsigned(cell);
        return cell is not [(byte)'+', ..] && Digits.Are(digits) && digits.Length <= MaxDigits && (digits[0] != '0' || digits.Length == 1);
    }

    /// <summary>Whether it is digits that begin with a zero.</summary>
    public static bool HasLeadingZero(ReadOnlySpan<byte> cell) => cell.Length > 1 && cell[0] == '0';

    /// <summary>Whether it has more digits than a double is exact for.</summary>
    public static bool IsLong(ReadOnlySpan<byte> cell) => cell.Length > MaxDigits;

    /// <summary>Whether it is eight digits that can be a recent date.</summary>
    public static bool IsCompactDate(ReadOnlySpan<byte> cell) =>
        cell.Length == 8 && Digits.Are(cell) && (cell.StartsWith("19"u8) || cell.StartsWith("20"u8));

    /// <summary>Whether it has the decimal mark. Without one in the column, 12E5 may be a code.</summary>
    public static CellShape HasMark(char mark) => cell => cell.IndexOf((byte)mark) >= 0;

    /// <summary>Whether it has no leading zeros and no surrounding spaces. Digits alone are an integer: +49401234 is a phone number.</summary>
    public static CellShape Decimal(char mark) => cell =>
    {
        if (Digits.Are(Unsigned(cell)))
            return IsInteger(cell);
        var digits = Unsigned(cell);
        return !digits.IsEmpty && (Digits.IsDigit(digits[0]) || digits[0] == mark) && Digits.IsDigit(digits[^1])
            && (digits[0] != '0' || digits.Length == 1 || !Digits.IsDigit(digits[1]));
    };

    /// <summary>Whether the digits before the decimal mark are in groups of three, after a first group of one to three.</summary>
    public static CellShape Grouped(string group, char? mark)
    {
        var separator = Encoding.UTF8.GetBytes(group);
        return cell => IsGrouped(Unsigned(cell), separator, mark);
    }

    /// <summary>Whether it has the group mark twice, or the decimal mark as well, which proves that it is one. <c>1.234</c> and <c>0,5</c> in one column may be of two countries.</summary>
    public static CellShape ProvesGroup(string group, char mark)
    {
        var separator = (byte)group[0];
        return cell => cell.IndexOf(separator) is > 0 and var first && (cell.LastIndexOf(separator) > first || cell.LastIndexOf((byte)mark) > first);
    }

    /// <summary>Whether it is a number of some country: with a decimal point or comma, with or without groups.</summary>
    public static bool IsOfAnyCountry(ReadOnlySpan<byte> cell)
    {
        var digits = Unsigned(cell);
        var (points, commas) = (digits.Count((byte)'.'), digits.Count((byte)','));
        return !digits.ContainsAnyExcept(DigitsAndMarks)
            && ((points + commas <= 1 && (PointDecimal(cell) || CommaDecimal(cell))) || IsGrouped(digits, ","u8, '.') || IsGrouped(digits, "."u8, ','));
    }

    /// <summary>Whether it has a point or comma.</summary>
    public static bool HasAnyMark(ReadOnlySpan<byte> cell) => cell.IndexOfAny((byte)'.', (byte)',') >= 0;

    /// <summary>Whether it has a group mark.</summary>
    public static CellShape HasGroup(string group)
    {
        var separator = Encoding.UTF8.GetBytes(group);
        return cell => cell.IndexOf(separator) > 0;
    }

    private static bool IsGrouped(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> separator, char? mark)
    {
        if (mark is { } point && digits.LastIndexOf((byte)point) is >= 0 and var at)
        {
            if (!Digits.Are(digits[(at + 1)..]))
                return false;
            digits = digits[..at];
        }

        var first = digits.IndexOf(separator);
        if (first < 0)
            return digits.Length < 4 && IsInteger(digits);
        if (first is 0 or > 3 || !IsInteger(digits[..first]) || digits[0] == '0')
            return false;
        for (digits = digits[first..]; !digits.IsEmpty; digits = digits[(separator.Length + 3)..])
            if (!digits.StartsWith(separator) || digits.Length < separator.Length + 3 || !Digits.Are(digits.Slice(separator.Length, 3)))
                return false;
        return true;
    }

    private static ReadOnlySpan<byte> Unsigned(ReadOnlySpan<byte> cell) => cell is [(byte)'-' or (byte)'+', ..] ? cell[1..] : cell;
}
