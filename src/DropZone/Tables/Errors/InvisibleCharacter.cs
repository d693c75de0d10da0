using System.Buffers;
using System.Globalization;
using System.Text;

namespace DropZone.Tables.Errors;

/// <summary>Names characters that look like a space, or like nothing.</summary>
internal static class InvisibleCharacter
{
    /// <summary>Returns the name of the first one with its number, or null.</summary>
    /// <param name="text">UTF-8.</param>
    public static string? Find(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done)
        {
            if (!rune.IsAscii && Name(rune) is { } name)
                return name;
            text = text[length..];
        }

        return null;
    }

    /// <summary>Returns the name of the first one with its number, or null.</summary>
    public static string? Find(string text) => Find(Encoding.UTF8.GetBytes(text));

    /// <summary>Returns the text in quotes; a text of such a character by its name.</summary>
    public static string Quote(string text) => text.EnumerateRunes().Count() == 1 && Find(text) is { } name ? name : $"\"{text}\"";

    /// <summary>Returns the text without such characters.</summary>
    public static string Remove(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.IsAscii || Name(rune) is null).Select(rune => rune.ToString()));

    private static string? Name(Rune rune)
    {
        var name = rune.Value switch
        {
            0x00A0 => "a no-break space",
            0x00AD => "a soft hyphen",
            0x2009 => "a thin space",
            0x200B => "a zero-width space",
            0x200C => "a zero-width non-joiner",
            0x200D => "a zero-width joiner",
            0x202F => "a narrow no-break space",
            0x2060 => "a word joiner",
            0xFEFF => "a byte order mark",
            _ => Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.SpaceSeparator => "a wide space",
                UnicodeCategory.Format or UnicodeCategory.Control => "an invisible character",
                _ => null,
            },
        };
        return name is null ? null : string.Create(CultureInfo.InvariantCulture, $"{name} (U+{rune.Value:X4})");
    }
}
