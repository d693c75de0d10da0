using System.Text;

namespace DropZone.Csv;

/// <summary>
/// The UTF-8 bytes that the tokenizer reads, counted. A carriage return is never the last byte delivered while more follow,
/// so that the byte after it can be seen wherever the tokenizer's buffer ends.
/// </summary>
internal sealed class SourceStream(OpenedStream opened) : ForwardStream
{
    private readonly Stream inner = Utf8(opened);
    private bool heldCarriageReturn;

    public long Delivered { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        var length = 0;
        if (heldCarriageReturn)
        {
            buffer[length++] = (byte)'\r';
            heldCarriageReturn = false;
        }

        var ended = false;
        while (!ended && length < buffer.Length && (length == 0 || buffer[length - 1] == '\r'))
        {
            var count = inner.Read(buffer[length..]);
            ended = count == 0;
            length += count;
        }

        if (!ended && length > 1 && buffer[length - 1] == '\r')
        {
            heldCarriageReturn = true;
            length--;
        }

        Delivered += length;
        return length;
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
