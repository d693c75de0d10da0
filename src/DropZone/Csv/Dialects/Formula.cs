using System.Buffers;
using System.Text;

namespace DropZone.Csv.Dialects;

/// <summary>
/// Recognizes cells that a spreadsheet would run. Source: https://owasp.org/www-community/attacks/CSV_Injection, and cells whose sign is
/// preceded by white space, which some programs remove.
/// </summary>
public static class Formula
{
    private static readonly SearchValues<byte> DigitsAndMarks = SearchValues.Create("0123456789.,' "u8);

    /// <summary>
    /// Whether the cell starts with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c> or one of their full-width forms, after optional white space, or with
    /// a tab, a carriage return or a line feed. Numbers are not formulas: a sign before digits cannot call anything.
    /// </summary>
    public static bool Is(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || char.IsAsciiLetterOrDigit((char)cell[0]))
            return false;
        if (cell[0] is (byte)'\t' or (byte)'\r' or (byte)'\n')
            return true;
        var text = TrimStart(cell);
        if (text.IsEmpty || !IsSign(text))
            return false;
        return text[0] is not ((byte)'-' or (byte)'+') || !IsNumber(text);
    }

    private static bool IsSign(ReadOnlySpan<byte> text) =>
        text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@'
        || text.StartsWith("＝"u8) || text.StartsWith("＋"u8) || text.StartsWith("－"u8) || text.StartsWith("＠"u8);

    /// <summary>Whether the cell is a number in the notation of any country: only a sign, digits, marks and an exponent.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> signed)
    {
        if (NumberText.Is(signed.TrimEnd((byte)' ')) || signed.SequenceEqual("-INF"u8))
            return true;
        var hasDigits = false;
        for (var rest = signed[1..]; !rest.IsEmpty;)
        {
            if (DigitsAndMarks.Contains(rest[0]))
            {
                hasDigits |= char.IsAsciiDigit((char)rest[0]);
                rest = rest[1..];
                continue;
            }

            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            // other group marks: no-break spaces and the typographic apostrophe
            if (rune.Value is not (0xA0 or 0x202F or 0x2019))
                return false;
            rest = rest[length..];
        }

        return hasDigits;
    }

    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> cell)
    {
        while (!cell.IsEmpty)
        {
            Rune.DecodeFromUtf8(cell, out var rune, out var length);
            if (!Rune.IsWhiteSpace(rune))
                break;
            cell = cell[length..];
        }

        return cell;
    }
}
