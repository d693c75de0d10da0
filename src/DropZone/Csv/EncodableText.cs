using System.Text;
using System.Text.Unicode;

namespace DropZone.Csv;

/// <summary>Which text an encoding can hold: what is written in it is read again as it was. Immutable.</summary>
internal sealed class EncodableText
{
    private const int ChunkSize = 256;

    private readonly Encoding encoding;
    private readonly int mostBytes;
    private readonly bool hasGaps;
    private readonly bool holdsAscii;

    private EncodableText(Encoding encoding)
    {
        // a character that is replaced is another one: no exception, no allocation
        this.encoding = (Encoding)encoding.Clone();
        this.encoding.EncoderFallback = new EncoderReplacementFallback("?");
        this.encoding.DecoderFallback = new DecoderReplacementFallback("?");
        mostBytes = this.encoding.GetMaxByteCount(ChunkSize);
        hasGaps = DecodedStream.HasGaps(encoding);
        Span<byte> ascii = stackalloc byte[127];
        for (var i = 0; i < ascii.Length; i++)
            ascii[i] = (byte)(i + 1);
        holdsAscii = HoldsAll(ascii);
    }

    /// <summary>Null: it can hold any text.</summary>
    public static EncodableText? Of(Encoding encoding) => IsUnicode(encoding) ? null : new EncodableText(encoding);

    /// <summary>UTF-8, UTF-16 or UTF-32: a byte order mark can tell of it.</summary>
    public static bool IsUnicode(Encoding encoding) => encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding;

    /// <param name="text">UTF-8.</param>
    public bool Holds(ReadOnlySpan<byte> text) => (holdsAscii && Ascii.IsValid(text)) || HoldsAll(text);

    private bool HoldsAll(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[ChunkSize];
        Span<byte> bytes = stackalloc byte[mostBytes];
        Span<char> again = stackalloc char[ChunkSize];
        while (!text.IsEmpty)
        {
            Utf8.ToUtf16(text, characters, out var read, out var length);
            text = text[read..];
            var chunk = characters[..length];
            var written = bytes[..encoding.GetBytes(chunk, bytes)];
            if ((hasGaps && chunk.ContainsAnyInRange('\u0080', '\u009F'))
                || !encoding.TryGetChars(written, again, out var count) || !chunk.SequenceEqual(again[..count]))
                return false;
        }

        return true;
    }
}
