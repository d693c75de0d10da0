using System.Text;

namespace DropZone.Csv.Encodings;

/// <summary>
/// Checks whether an encoding preserves text: each encoded character must be decoded unchanged. Caches the result for each character;
/// safe for concurrent use.
/// </summary>
internal sealed class EncodableText
{
    private const byte Held = 1;
    private const byte Lacking = 2;

    private readonly Encoding _encoding;
    private readonly bool _hasGaps;

    // of the basic plane; 0: not tried yet
    private readonly byte[] _tried = new byte[char.MaxValue + 1];
    private readonly bool _holdsAscii;

    private EncodableText(Encoding encoding)
    {
        // a replaced character differs: no exception needed
        _encoding = (Encoding)encoding.Clone();
        _encoding.EncoderFallback = new EncoderReplacementFallback("?");
        _encoding.DecoderFallback = new DecoderReplacementFallback("?");
        _hasGaps = DecodedStream.HasGaps(encoding);
        _holdsAscii = true;
        for (var ascii = 1; ascii < 128; ascii++)
            _holdsAscii &= Holds(new Rune(ascii));
    }

    /// <summary>Returns null if the encoding supports any text.</summary>
    public static EncodableText? Of(Encoding encoding) => IsUnicode(encoding) ? null : new EncodableText(encoding);

    /// <summary>Whether it is UTF-8, UTF-16 or UTF-32, which have a byte order mark.</summary>
    public static bool IsUnicode(Encoding encoding) => encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding;

    /// <param name="text">UTF-8.</param>
    public bool Holds(ReadOnlySpan<byte> text)
    {
        if (_holdsAscii && Ascii.IsValid(text))
            return true;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (!Holds(rune))
                return false;
            text = text[length..];
        }

        return true;
    }

    private bool Holds(Rune rune)
    {
        if (!rune.IsBmp)
            return IsReadAgain(rune);
        ref var known = ref _tried[rune.Value];
        if (known == 0)
            known = IsReadAgain(rune) ? Held : Lacking;
        return known == Held;
    }

    private bool IsReadAgain(Rune rune)
    {
        if (_hasGaps && rune.Value is >= 0x80 and <= 0x9F)
            return false;
        Span<char> character = stackalloc char[2];
        character = character[..rune.EncodeToUtf16(character)];
        Span<byte> bytes = stackalloc byte[_encoding.GetMaxByteCount(character.Length)];
        Span<char> again = stackalloc char[2];
        return _encoding.TryGetChars(bytes[.._encoding.GetBytes(character, bytes)], again, out var length) && character.SequenceEqual(again[..length]);
    }
}
