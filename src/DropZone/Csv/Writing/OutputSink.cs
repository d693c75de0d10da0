using System.Text;
using System.Text.Unicode;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;

namespace DropZone.Csv.Writing;

/// <summary>Encodes text for an output, and compresses it if requested. The output is complete only after <see cref="Complete"/>.</summary>
internal sealed class OutputSink : IDisposable
{
    private const int ChunkSize = 16 * 1024;

    private readonly Stream _output;
    private readonly PackedOutput? _packed;
    private readonly Encoder? _encoder;
    private readonly char[] _characters = [];
    private readonly byte[] _bytes = [];

    /// <summary>Leaves the stream open.</summary>
    public OutputSink(Stream output, OutputDialect dialect)
    {
        _output = output;
        _packed = dialect.Gzip ? new PackedOutput(output) : null;
        var encoding = EncodingName.Find(dialect.Encoding ?? "utf-8")
            ?? throw new ArgumentException($"There is no encoding \"{dialect.Encoding}\".", nameof(dialect));
        if (encoding is UTF8Encoding)
            return;
        _encoder = encoding.GetEncoder();
        _characters = new char[ChunkSize];
        _bytes = new byte[encoding.GetMaxByteCount(ChunkSize)];
    }

    /// <param name="text">UTF-8, consisting of complete characters that the encoding supports.</param>
    public void Write(ReadOnlySpan<byte> text)
    {
        if (_encoder is null)
        {
            Pass(text);
            return;
        }

        while (!text.IsEmpty)
        {
            Utf8.ToUtf16(text, _characters, out var read, out var length);
            text = text[read..];
            Encode(_characters.AsSpan(0, length), flush: false);
        }
    }

    /// <summary>Completes the output. Nothing can be written after it.</summary>
    public void Complete()
    {
        if (_encoder is not null)
            Encode([], flush: true);
        _packed?.Complete();
    }

    public void Dispose() => _packed?.Dispose();

    private void Encode(ReadOnlySpan<char> text, bool flush) => Pass(_bytes.AsSpan(0, _encoder!.GetBytes(text, _bytes, flush)));

    private void Pass(ReadOnlySpan<byte> text)
    {
        if (_packed is null)
            _output.Write(text);
        else
            _packed.Write(text);
    }
}
