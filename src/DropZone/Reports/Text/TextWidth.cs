using System.Globalization;
using System.Text;

namespace DropZone.Reports.Text;

/// <summary>The width of text in terminal columns: East Asian letters take two, combining marks none.</summary>
public static class TextWidth
{
    // The wide and full-width blocks of Unicode's EastAsianWidth.txt, coarsely: gaps in a block count as wide.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115f), (0x2e80, 0x303e), (0x3041, 0xa4cf), (0xa960, 0xa97f), (0xac00, 0xd7a3), (0xf900, 0xfaff),
        (0xfe30, 0xfe6f), (0xff01, 0xff60), (0xffe0, 0xffe6), (0x1f300, 0x1f64f), (0x1f680, 0x1f6ff), (0x1f900, 0x1f9ff),
        (0x1fa70, 0x1faff), (0x20000, 0x3fffd),
    ];

    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    public static int Of(Rune rune)
    {
        if (rune.Value < 0x300)
            return 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            return 0;
        return Wide.Any(block => rune.Value >= block.First && rune.Value <= block.Last) ? 2 : 1;
    }

    /// <summary>Returns the length, in UTF-16 units, of the longest prefix that fits in <paramref name="columns"/>; at least one character.</summary>
    public static int Fit(ReadOnlySpan<char> text, int columns)
    {
        int width = 0, length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > columns && length > 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    /// <summary>Returns the text, cut with a mark if it is wider than <paramref name="columns"/>.</summary>
    public static string Cut(string text, int columns) =>
        Of(text) <= columns ? text : string.Concat(text.AsSpan(0, Fit(text, columns - 1)), "…");
}
