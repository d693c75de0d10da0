using System.Text;

namespace DropZone.Csv.Encodings;

/// <summary>
/// Text of any encoding as UTF-8. Ends before the first bytes that are invalid or belong to another encoding. (The transcoding stream of
/// .NET throws instead, and loses the text before them.)
/// </summary>
internal sealed class DecodedStream : ForwardStream
{
    private const int BlockSize = 32 * 1024;

    /// <summary>The maximum number of bytes that are decoded with the next block, because characters may continue there.</summary>
    private const int MaxHeld = 64;

    /// <summary>The code page of UTF-16 with the high byte first.</summary>
    private const int BigEndian = 1201;

    /// <summary>The signature and the only method of gzip.</summary>
    public static ReadOnlySpan<byte> GzipStart => [0x1F, 0x8B, 8];

    private readonly Stream _inner;
    private readonly Decoder _decoder;
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly BrokenTextFallback _fallback = new();
    private readonly bool _hasGaps;
    private readonly bool _isIso8859;
    private readonly IForeignText? _foreign;
    private readonly bool _hasAscii;
    private readonly byte[] _bytes = new byte[BlockSize];
    private readonly char[] _characters;
    private readonly byte[] _text;
    private int _held;
    private int _textLength;
    private int _textRead;
    private bool _ended;

    public DecodedStream(Stream inner, Encoding encoding)
    {
        _inner = inner;
        _hasGaps = HasGaps(encoding);
        _isIso8859 = IsIso8859(encoding);
        _foreign = ForeignText(encoding);
        _hasAscii = HasAscii(encoding);
        // not Decoder.Fallback: the decoders of the code pages ignore it
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = _fallback;
        _decoder = marking.GetDecoder();
        _characters = new char[encoding.GetMaxCharCount(BlockSize)];
        _text = new byte[Encoding.UTF8.GetMaxByteCount(_characters.Length)];
    }

    /// <summary>The reason why the stream ended before the end of the file.</summary>
    public TextBreak Break { get; private set; }

    /// <summary>Whether .NET decodes bytes from 0x80 to 0x9F as control characters (U+0080 to U+009F), which no text has.</summary>
    public static bool HasGaps(Encoding encoding) => encoding.CodePage is (>= 1250 and <= 1258) or 874 || IsIso8859(encoding);

    public override int Read(Span<byte> buffer)
    {
        while (_textRead == _textLength && !_ended)
            Decode();
        var count = Math.Min(buffer.Length, _textLength - _textRead);
        _text.AsSpan(_textRead, count).CopyTo(buffer);
        _textRead += count;
        return count;
    }

    private static bool IsIso8859(Encoding encoding) => encoding.CodePage is >= 28591 and <= 28606;

    private void Decode()
    {
        var count = _held + _inner.ReadAtLeast(_bytes.AsSpan(_held), _bytes.Length - _held, throwOnEndOfStream: false);
        _ended = count < _bytes.Length;
        _held = _ended ? 0 : RunAtEnd(_bytes);
        var block = _bytes.AsSpan(0, count - _held);
        var end = EndOfOwn(block);
        var length = _decoder.GetChars(block[..end], _characters, flush: _ended);
        var decoded = _characters.AsSpan(0, length);
        var bad = _fallback.Used ? decoded.IndexOf(BrokenTextFallback.Mark) : _hasGaps ? decoded.IndexOfAnyInRange('\u0080', '\u009F') : -1;
        if (bad >= 0)
        {
            decoded = decoded[..bad];
            Break = _fallback.Used || !_isIso8859 ? TextBreak.InvalidBytes : TextBreak.ControlBytes;
        }

        _ended |= Break != TextBreak.None;
        _textLength = _encoder.GetBytes(decoded, _text, flush: _ended);
        _textRead = 0;
        _bytes.AsSpan(count - _held, _held).CopyTo(_bytes);
    }

    /// <summary>Returns the number of bytes before the first that belong to another encoding, after setting the reason.</summary>
    private int EndOfOwn(ReadOnlySpan<byte> block)
    {
        if (_foreign is null)
            return block.Length;
        var (foreign, gzip) = (_foreign.Find(block, _ended), _hasAscii ? block.IndexOf(GzipStart) : -1);
        if (foreign < 0 && gzip < 0)
            return block.Length;
        Break = gzip >= 0 && (foreign < 0 || gzip < foreign) ? TextBreak.Gzip : _foreign.Found;
        return Break == TextBreak.Gzip ? gzip : foreign;
    }

    private static IForeignText? ForeignText(Encoding encoding)
    {
        if (encoding is UnicodeEncoding utf16)
            return new MistakenUtf16(utf16.CodePage == BigEndian);
        // others, of mainframes, have no ASCII
        if (EncodableText.Of(encoding) is not { } encodable || !HasAscii(encoding))
            return null;
        return encoding.IsSingleByte ? new MistakenUtf8(encodable) : new MistakenWideUtf8(encoding);
    }

    private static bool HasAscii(Encoding encoding) => encoding.GetBytes("Az09,\n").AsSpan().SequenceEqual("Az09,\n"u8);

    private static int RunAtEnd(ReadOnlySpan<byte> block)
    {
        var last = block.LastIndexOfAnyInRange((byte)0, (byte)0x7F);
        return Math.Min(block.Length - 1 - last, MaxHeld);
    }
}
