using System.Buffers;
using System.Text;
using DropZone.Csv.Encodings;

namespace DropZone.Csv.Reading;

/// <summary>
/// The UTF-8 bytes that the tokenizer reads, counted. Fills every buffer, so that nothing depends on the chunks the file comes in;
/// ends early at a fault of the file. The tokenizer does not return a record that ends with a carriage return before it has
/// read the byte after it (a test holds it to that), so the line end behind a record can be read.
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
    private byte[] unread = [];
    private int unreadStart;
    private int unreadEnd;
    private bool innerEnded;
    private ByteBuffer? kept;

    public SourceStream(OpenedStream opened, Encoding encoding)
    {
        this.opened = opened;
        kept = new ByteBuffer(OpenedStream.OpeningSize);
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

    /// <summary>All bytes delivered since the last <see cref="Forget"/>.</summary>
    public ReadOnlySpan<byte> Kept => kept is null ? default : kept.Written;

    public void Forget()
    {
        kept?.Dispose();
        kept = null;
    }

    /// <summary>Takes back the last bytes that were delivered: they are delivered again, before all others.</summary>
    /// <param name="last">The bytes delivered last.</param>
    public void Unread(ReadOnlySpan<byte> last)
    {
        if (last.Length > unreadStart)
            MakeRoom(last.Length);
        unreadStart -= last.Length;
        last.CopyTo(unread.AsSpan(unreadStart));
        Delivered -= last.Length;
        End = SourceEnd.None;
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
        var count = TakeUnread(buffer);
        if (count < buffer.Length && !innerEnded)
            count += Fill(buffer[count..]);
        innerEnded |= count < buffer.Length;
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
            ArrayPool<byte>.Shared.Return(unread);
            unread = [];
            unreadStart = unreadEnd = 0;
            decoded?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void MakeRoom(int count)
    {
        var left = unread.AsSpan(unreadStart..unreadEnd);
        var larger = ArrayPool<byte>.Shared.Rent(left.Length + (count * 2));
        left.CopyTo(larger.AsSpan(larger.Length - left.Length));
        ArrayPool<byte>.Shared.Return(unread);
        unreadStart = larger.Length - left.Length;
        unreadEnd = larger.Length;
        unread = larger;
    }

    private int TakeUnread(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, unreadEnd - unreadStart);
        unread.AsSpan(unreadStart, count).CopyTo(buffer);
        unreadStart += count;
        return count;
    }

    private int Fill(Span<byte> buffer)
    {
        var first = Math.Min(buffer.Length, startLength - startRead);
        start.AsSpan(startRead, first).CopyTo(buffer);
        startRead += first;
        return first + inner.ReadAtLeast(buffer[first..], buffer.Length - first, throwOnEndOfStream: false);
    }
}
