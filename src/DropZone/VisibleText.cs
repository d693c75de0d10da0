using System.Buffers;
using System.Globalization;
using System.Text;

namespace DropZone;

/// <summary>
/// Text from outside, made safe for a terminal, a log or a report: one line, nothing hidden.
/// A name with a line feed in it cannot forge a line, one with an escape cannot drive a terminal,
/// one with a right-to-left mark cannot show itself as another.
/// </summary>
public static class VisibleText
{
    /// <summary>Shows what cannot be seen as <c>\n</c>, <c>\x1b</c>, <c>\u{202e}</c>; all else stays.</summary>
    public static string Escape(string text)
    {
        if (IsPlain(text))
            return text;
        var visible = new StringBuilder(text.Length + 16);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            // A lone surrogate is no character: it is shown by its number.
            var whole = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done;
            if (!whole)
                AppendNumber(visible, rest[0]);
            else if (IsHidden(rune))
                AppendEscape(visible, rune.Value);
            else
                visible.Append(rest[..length]);
            rest = rest[length..];
        }

        return visible.ToString();
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or (> '~' and < '\u00a0') or >= '\u00ad')
                return false;
        }

        return true;
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    private static void AppendEscape(StringBuilder visible, int number)
    {
        switch (number)
        {
            case '\n':
                visible.Append("\\n");
                break;
            case '\r':
                visible.Append("\\r");
                break;
            case '\t':
                visible.Append("\\t");
                break;
            default:
                AppendNumber(visible, number);
                break;
        }
    }

    private static void AppendNumber(StringBuilder visible, int number) =>
        visible.Append(number <= 0xff ? $"\\x{number:x2}" : $"\\u{{{number:x}}}");
}
