using System.Text;

namespace DropZone.Csv.Encodings;

/// <summary>
/// Text of any encoding as UTF-8. Ends before the first invalid bytes. (The transcoding stream of .NET throws
/// instead, and loses the text before them.)
/// </summary>
internal sealed class DecodedStream : ForwardStream
{
    private const int BlockSize = 32 * 1024;

    private readonly Stream _inner;
    private readonly Decoder _decoder;
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly BrokenTextFallback _fallback = new();
    private readonly bool _hasGaps;
    private readonly byte[] _bytes = new byte[BlockSize];
    private readonly char[] _characters;
    private readonly byte[] _text;
    private int _textLength;
    private int _textRead;
    private bool _ended;

    public DecodedStream(Stream inner, Encoding encoding)
    {
        _inner = inner;
        _hasGaps = HasGaps(encoding);
        // not Decoder.Fallback: the decoders of the code pages ignore it
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = _fallback;
        _decoder = marking.GetDecoder();
        _characters = new char[encoding.GetMaxCharCount(BlockSize)];
        _text = new byte[Encoding.UTF8.GetMaxByteCount(_characters.Length)];
    }

    /// <summary>Whether the stream ended at invalid bytes.</summary>
    public bool Broken { get; private set; }

    /// <summary>Whether .NET decodes unassigned bytes of the code page as control characters (U+0080 to U+009F).</summary>
    public static bool HasGaps(Encoding encoding) => encoding.CodePage is >= 1250 and <= 1258;

    public override int Read(Span<byte> buffer)
    {
        while (_textRead == _textLength && !_ended)
            Decode();
        var count = Math.Min(buffer.Length, _textLength - _textRead);
        _text.AsSpan(_textRead, count).CopyTo(buffer);
        _textRead += count;
        return count;
    }

    private void Decode()
    {
        var count = _inner.ReadAtLeast(_bytes, _bytes.Length, throwOnEndOfStream: false);
        _ended = count < _bytes.Length;
        var length = _decoder.GetChars(_bytes.AsSpan(0, count), _characters, flush: _ended);
        var decoded = _characters.AsSpan(0, length);
        var bad = _fallback.Used ? decoded.IndexOf(BrokenTextFallback.Mark) : _hasGaps ? decoded.IndexOfAnyInRange('\u0080', '\u009F') : -1;
        if (bad >= 0)
        {
            Broken = _ended = true;
            decoded = decoded[..bad];
        }

        _textLength = _encoder.GetBytes(decoded, _text, flush: _ended);
        _textRead = 0;
    }
}
