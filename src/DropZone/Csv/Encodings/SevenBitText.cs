using System.Buffers;
using System.Buffers.Text;

namespace DropZone.Csv.Encodings;

/// <summary>Recognizes UTF-7, in which <c>Zürich</c> is <c>Z+APw-rich</c>: text of ASCII that is not what it seems. Source: RFC 2152.</summary>
internal static class SevenBitText
{
    private const int MaxCharacters = 64;

    // a third of a digit less than 8/3 digits for each character
    private const int MaxDigits = MaxCharacters * 8 / 3;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>Whether the text starts with the byte order mark of UTF-7, or has letters or signs that are encoded like this.</summary>
    public static bool IsIn(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("+/v8-"u8) || text.StartsWith("+/v9-"u8))
            return true;
        for (var at = text.IndexOf((byte)'+'); at >= 0; at = text.IndexOf((byte)'+'))
        {
            text = text[(at + 1)..];
            var end = text[..Math.Min(text.Length, MaxDigits)].IndexOf((byte)'-');
            if (end >= 3 && AreLetters(text[..end]))
                return true;
        }

        return false;
    }

    private static bool AreLetters(ReadOnlySpan<byte> digits)
    {
        if (digits.ContainsAnyExcept(Digits))
            return false;
        // as many digits as the characters need, with zeros after their bits
        var bytes = digits.Length * 6 / 8;
        if (bytes % 2 != 0)
            bytes--;
        if (((bytes * 8) + 5) / 6 != digits.Length)
            return false;
        Span<byte> padded = stackalloc byte[MaxDigits + 4];
        padded.Fill((byte)'A');
        digits.CopyTo(padded);
        Span<byte> decoded = stackalloc byte[MaxDigits];
        if (Base64.DecodeFromUtf8(padded[..((digits.Length + 3) / 4 * 4)], decoded, out _, out var length) != OperationStatus.Done)
            return false;
        if (decoded[bytes..length].IndexOfAnyExcept((byte)0) >= 0)
            return false;
        for (var i = 0; i < bytes; i += 2)
        {
            var character = (char)(decoded[i] << 8 | decoded[i + 1]);
            // the letters of Europe, quotation marks and currencies; other digits may be a code
            if (character is not ((>= '\u00A1' and <= '\u052F') or (>= '\u2010' and <= '\u203A') or (>= '\u20A0' and <= '\u20BF')))
                return false;
        }

        return true;
    }
}
