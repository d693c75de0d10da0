using System.Text;
using System.Text.Unicode;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;

namespace DropZone.Csv.Writing;

/// <summary>Encodes text for an output, and compresses it if requested. The output is complete only after <see cref="Complete"/>.</summary>
internal sealed class OutputSink : IDisposable
{
    private const int ChunkSize = 16 * 1024;

    private readonly Stream output;
    private readonly PackedOutput? packed;
    private readonly Encoder? encoder;
    private readonly char[] characters = [];
    private readonly byte[] bytes = [];

    /// <summary>Leaves the stream open.</summary>
    public OutputSink(Stream output, OutputDialect dialect)
    {
        this.output = output;
        packed = dialect.Gzip ? new PackedOutput(output) : null;
        var encoding = EncodingName.Find(dialect.Encoding ?? "utf-8")
            ?? throw new ArgumentException($"There is no encoding \"{dialect.Encoding}\".", nameof(dialect));
        if (encoding is UTF8Encoding)
            return;
        encoder = encoding.GetEncoder();
        characters = new char[ChunkSize];
        bytes = new byte[encoding.GetMaxByteCount(ChunkSize)];
    }

    /// <param name="text">UTF-8, consisting of complete characters that the encoding supports.</param>
    public void Write(ReadOnlySpan<byte> text)
    {
        if (encoder is null)
        {
            Pass(text);
            return;
        }

        while (!text.IsEmpty)
        {
            Utf8.ToUtf16(text, characters, out var read, out var length);
            text = text[read..];
            Encode(characters.AsSpan(0, length), flush: false);
        }
    }

    /// <summary>Completes the output. Nothing can be written after it.</summary>
    public void Complete()
    {
        if (encoder is not null)
            Encode([], flush: true);
        packed?.Complete();
    }

    public void Dispose() => packed?.Dispose();

    private void Encode(ReadOnlySpan<char> text, bool flush) => Pass(bytes.AsSpan(0, encoder!.GetBytes(text, bytes, flush)));

    private void Pass(ReadOnlySpan<byte> text)
    {
        if (packed is null)
            output.Write(text);
        else
            packed.Write(text);
    }
}
