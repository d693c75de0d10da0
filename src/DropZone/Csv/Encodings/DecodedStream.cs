using System.Text;

namespace DropZone.Csv.Encodings;

/// <summary>
/// Text of any encoding as UTF-8. Ends before the first invalid bytes. (The transcoding stream of .NET throws
/// instead, and loses the text before them.)
/// </summary>
internal sealed class DecodedStream : ForwardStream
{
    private const int BlockSize = 32 * 1024;

    private readonly Stream inner;
    private readonly Decoder decoder;
    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    private readonly BrokenTextFallback fallback = new();
    private readonly bool hasGaps;
    private readonly byte[] bytes = new byte[BlockSize];
    private readonly char[] characters;
    private readonly byte[] text;
    private int textLength;
    private int textRead;
    private bool ended;

    public DecodedStream(Stream inner, Encoding encoding)
    {
        this.inner = inner;
        hasGaps = HasGaps(encoding);
        // not Decoder.Fallback: the decoders of the code pages ignore it
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = fallback;
        decoder = marking.GetDecoder();
        characters = new char[encoding.GetMaxCharCount(BlockSize)];
        text = new byte[Encoding.UTF8.GetMaxByteCount(characters.Length)];
    }

    /// <summary>Whether the stream ended at invalid bytes.</summary>
    public bool Broken { get; private set; }

    /// <summary>Whether .NET decodes unassigned bytes of the code page as control characters (U+0080 to U+009F).</summary>
    public static bool HasGaps(Encoding encoding) => encoding.CodePage is >= 1250 and <= 1258;

    public override int Read(Span<byte> buffer)
    {
        while (textRead == textLength && !ended)
            Decode();
        var count = Math.Min(buffer.Length, textLength - textRead);
        text.AsSpan(textRead, count).CopyTo(buffer);
        textRead += count;
        return count;
    }

    private void Decode()
    {
        var count = inner.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        ended = count < bytes.Length;
        var length = decoder.GetChars(bytes.AsSpan(0, count), characters, flush: ended);
        var decoded = characters.AsSpan(0, length);
        var bad = fallback.Used ? decoded.IndexOf(BrokenTextFallback.Mark) : hasGaps ? decoded.IndexOfAnyInRange('\u0080', '\u009F') : -1;
        if (bad >= 0)
        {
            Broken = ended = true;
            decoded = decoded[..bad];
        }

        textLength = encoder.GetBytes(decoded, text, flush: ended);
        textRead = 0;
    }
}
