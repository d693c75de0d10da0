using System.Text;

namespace DropZone.Csv;

/// <summary>
/// The UTF-8 bytes that the tokenizer reads, counted. The tokenizer does not return a record that ends with a carriage return
/// before it has read the byte after it (a test holds it to that), so a line end can be looked at behind its record.
/// </summary>
internal sealed class SourceStream(OpenedStream opened) : ForwardStream
{
    private readonly Stream inner = Utf8(opened);

    public long Delivered { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Delivered += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    // CsvHelper would transcode too, but would put replacement characters where the text is broken.
    private static Stream Utf8(OpenedStream opened) =>
        ByteOrderMark.Encoding(opened.Opening) is { } encoding
            ? Encoding.CreateTranscodingStream(opened, encoding, new UTF8Encoding(false), leaveOpen: true)
            : opened;
}
