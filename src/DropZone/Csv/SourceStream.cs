using System.Text;

namespace DropZone.Csv;

/// <summary>
/// The UTF-8 bytes that the tokenizer reads, counted. Fills every buffer, so that nothing depends on the chunks the file comes in;
/// ends early where the file is at fault. The tokenizer does not return a record that ends with a carriage return before it has
/// read the byte after it (a test holds it to that), so a line end can be looked at behind its record.
/// </summary>
internal sealed class SourceStream : ForwardStream
{
    /// <summary>Longer than a <see cref="SeparatorLine"/>.</summary>
    private const int StartSize = 16;

    private readonly Stream inner;
    private readonly DecodedStream? decoded;
    private readonly OpenedStream opened;
    private readonly byte[] start = new byte[StartSize];
    private readonly int startLength;
    private int startRead;
    private ByteBuffer? kept = new(OpenedStream.OpeningSize);

    public SourceStream(OpenedStream opened, Encoding encoding)
    {
        this.opened = opened;
        decoded = encoding is UTF8Encoding ? null : new DecodedStream(opened, encoding);
        inner = decoded ?? (Stream)opened;
        startLength = inner.ReadAtLeast(start, StartSize, throwOnEndOfStream: false);
    }

    /// <summary>The first bytes of the file in its UTF-8 form, a byte order mark included.</summary>
    public ReadOnlySpan<byte> Start => start.AsSpan(0, startLength);

    public long Delivered { get; private set; }

    /// <summary>Offset of the end of the last record: the next one may not be too long.</summary>
    public long RecordEnd { get; set; }

    public SourceEnd End { get; private set; }

    /// <summary>All that was delivered, until <see cref="Forget"/>.</summary>
    public ReadOnlySpan<byte> Kept => kept is null ? default : kept.Written;

    public void Forget()
    {
        kept?.Dispose();
        kept = null;
    }

    public override int Read(Span<byte> buffer)
    {
        if (End != SourceEnd.None)
            return 0;
        var room = RecordReader.MaxRecordSize + 1 - (Delivered - RecordEnd);
        if (room <= 0)
        {
            End = SourceEnd.RecordLimit;
            return 0;
        }

        if (buffer.Length > room)
            buffer = buffer[..(int)room];
        var count = Fill(buffer);
        if (count < buffer.Length)
            End = opened.Fault is not null ? SourceEnd.Unpacking : decoded?.Broken == true ? SourceEnd.BrokenText : SourceEnd.File;
        Delivered += count;
        kept?.Append(buffer[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
            decoded?.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Fill(Span<byte> buffer)
    {
        var first = Math.Min(buffer.Length, startLength - startRead);
        start.AsSpan(startRead, first).CopyTo(buffer);
        startRead += first;
        return first + inner.ReadAtLeast(buffer[first..], buffer.Length - first, throwOnEndOfStream: false);
    }
}
