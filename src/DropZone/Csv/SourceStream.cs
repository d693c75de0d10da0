using System.Text;

namespace DropZone.Csv;

/// <summary>
/// The UTF-8 bytes that the tokenizer reads, counted. The tokenizer does not return a record that ends with a carriage return
/// before it has read the byte after it (a test holds it to that), so a line end can be looked at behind its record.
/// </summary>
internal sealed class SourceStream : ForwardStream
{
    private readonly Stream inner;
    private MemoryStream? first = new();

    /// <param name="declared">The encoding of the dialect; a byte order mark goes before it. Null: UTF-8.</param>
    public SourceStream(OpenedStream opened, Encoding? declared)
    {
        Encoding = ByteOrderMark.Encoding(opened.Opening) ?? (opened.Opening.StartsWith(ByteOrderMark.Utf8) ? null : declared);
        if (Encoding is UTF8Encoding)
            Encoding = null;
        // CsvHelper would transcode too, but would put replacement characters where the text is broken.
        inner = Encoding is { } encoding
            ? Encoding.CreateTranscodingStream(opened, encoding, new UTF8Encoding(false), leaveOpen: true)
            : opened;
    }

    /// <summary>Of the file; null: UTF-8.</summary>
    public Encoding? Encoding { get; }

    public long Delivered { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Delivered += count;
        first?.Write(buffer[..count]);
        return count;
    }

    /// <summary>The bytes before this place, which lies in what was delivered. To be asked once: no more are kept then.</summary>
    public byte[] TakeFirst(long end)
    {
        var bytes = first!.GetBuffer().AsSpan(0, (int)Math.Min(end, first.Length)).ToArray();
        first = null;
        return bytes;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && inner is not OpenedStream)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
