using DropZone.Csv.Encodings;

namespace DropZone.Csv.Reading;

/// <summary>
/// Characters beyond ASCII that are valid UTF-8 and no data: U+FFFD, which replaces what a conversion could not read; control characters (C1),
/// which windows-1252 becomes when it is read as latin1; byte order marks between records.
/// </summary>
internal static class LostText
{
    /// <summary>The first bytes of U+FFC0 to U+FFFF.</summary>
    private static ReadOnlySpan<byte> Specials => [0xEF, 0xBF];

    /// <summary>Returns the place of U+FFFD, or of a character that Unicode excludes (U+FFFE, U+FFFF), or -1.</summary>
    public static int FindReplacement(ReadOnlySpan<byte> text)
    {
        for (var at = 0; text[at..].IndexOf(Specials) is >= 0 and var next; at++)
        {
            at += next;
            if (at + 2 < text.Length && text[at + 2] >= 0xBD)
                return at;
        }

        return -1;
    }

    /// <summary>
    /// Returns the place of a control character from U+0080 to U+009F that is a character in windows-1252, or -1. NEL (U+0085) may be a line
    /// break of a mainframe.
    /// </summary>
    public static int FindControl(ReadOnlySpan<byte> text)
    {
        for (var at = 0; text[at..].IndexOf((byte)0xC2) is >= 0 and var next; at++)
        {
            at += next;
            if (at + 1 < text.Length && text[at + 1] is < 0xA0 and not (0x81 or 0x85 or 0x8D or 0x8F or 0x90 or 0x9D))
                return at;
        }

        return -1;
    }

    /// <summary>Whether a record may contain any of them.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public static bool IsIn(ReadOnlySpan<byte> text) =>
        text.IndexOf(ByteOrderMark.Utf8) >= 0 || FindReplacement(text) >= 0 || FindControl(text) >= 0;
}
