using System.Text;

namespace DropZone.Csv.Encodings;

/// <summary>The byte order marks of Unicode.</summary>
internal static class ByteOrderMark
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(true, throwOnInvalidBytes: true);

    public static ReadOnlySpan<byte> Utf8 => [0xEF, 0xBB, 0xBF];

    /// <summary>Returns the encoding declared by the first bytes, which throws on invalid text.</summary>
    public static Encoding? Encoding(ReadOnlySpan<byte> opening) => opening switch
    {
        [0xEF, 0xBB, 0xBF, ..] => StrictUtf8,
        // UTF-32 first: its little-endian mark begins with that of UTF-16
        [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => null,
    };

    /// <summary>Returns the text after the mark of UTF-8.</summary>
    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> text) => text.StartsWith(Utf8) ? text[Utf8.Length..] : text;
}
