using System.Globalization;
using System.Text;
using DropZone.Csv.Encodings;

namespace DropZone.Csv.Dialects;

/// <summary>Marks of a dialect that are not one ASCII character.</summary>
internal static class MarkText
{
    /// <summary>Whether the text can be a mark: no line end, and no character that is refused in files.</summary>
    public static bool IsText(string text) => text.Length > 0 && text.EnumerateRunes().All(rune =>
        rune.Value is not ('\r' or '\n' or 0 or 0xFEFF or (>= 0x80 and < 0xA0) or (>= 0xFFFD and <= 0xFFFF)) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Surrogate);

    /// <summary>Whether the encoding has these characters.</summary>
    public static bool IsIn(string text, Encoding encoding) => EncodableText.Of(encoding)?.Holds(Encoding.UTF8.GetBytes(text)) != false;
}
