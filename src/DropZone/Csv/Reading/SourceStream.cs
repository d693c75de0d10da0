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

    private readonly Stream _inner;
    private readonly DecodedStream? _decoded;
    private readonly OpenedStream _opened;
    private readonly byte[] _start = new byte[StartSize];
    private readonly int _startLength;
    private int _startRead;
    private byte[] _unread = [];
    private int _unreadStart;
    private int _unreadEnd;
    private bool _innerEnded;
    private ByteBuffer? _kept;

    public SourceStream(OpenedStream opened, Encoding encoding)
    {
        _opened = opened;
        _kept = new ByteBuffer(OpenedStream.OpeningSize);
        _decoded = encoding is UTF8Encoding ? null : new DecodedStream(opened, encoding);
        _inner = _decoded ?? (Stream)opened;
        _startLength = _inner.ReadAtLeast(_start, StartSize, throwOnEndOfStream: false);
    }

    /// <summary>The first bytes of the file in its UTF-8 form, a byte order mark included.</summary>
    public ReadOnlySpan<byte> Start => _start.AsSpan(0, _startLength);

    public long Delivered { get; private set; }

    /// <summary>Offset of the end of the last record: the next one may not be too long.</summary>
    public long RecordEnd { get; set; }

    public SourceEnd End { get; private set; }

    /// <summary>All bytes delivered since the last <see cref="Forget"/>.</summary>
    public ReadOnlySpan<byte> Kept => _kept is null ? default : _kept.Written;

    public void Forget()
    {
        _kept?.Dispose();
        _kept = null;
    }

    /// <summary>Takes back the last bytes that were delivered: they are delivered again, before all others.</summary>
    /// <param name="last">The bytes delivered last.</param>
    public void Unread(ReadOnlySpan<byte> last)
    {
        if (last.Length > _unreadStart)
            MakeRoom(last.Length);
        _unreadStart -= last.Length;
        last.CopyTo(_unread.AsSpan(_unreadStart));
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
        if (count < buffer.Length && !_innerEnded)
            count += Fill(buffer[count..]);
        _innerEnded |= count < buffer.Length;
        if (count < buffer.Length)
            End = _opened.Fault is not null ? SourceEnd.Unpacking : _decoded?.Broken == true ? SourceEnd.BrokenText : SourceEnd.File;
        Delivered += count;
        _kept?.Append(buffer[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
            ArrayPool<byte>.Shared.Return(_unread);
            _unread = [];
            _unreadStart = _unreadEnd = 0;
            _decoded?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void MakeRoom(int count)
    {
        var left = _unread.AsSpan(_unreadStart.._unreadEnd);
        var larger = ArrayPool<byte>.Shared.Rent(left.Length + (count * 2));
        left.CopyTo(larger.AsSpan(larger.Length - left.Length));
        ArrayPool<byte>.Shared.Return(_unread);
        _unreadStart = larger.Length - left.Length;
        _unreadEnd = larger.Length;
        _unread = larger;
    }

    private int TakeUnread(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _unreadEnd - _unreadStart);
        _unread.AsSpan(_unreadStart, count).CopyTo(buffer);
        _unreadStart += count;
        return count;
    }

    private int Fill(Span<byte> buffer)
    {
        var first = Math.Min(buffer.Length, _startLength - _startRead);
        _start.AsSpan(_startRead, first).CopyTo(buffer);
        _startRead += first;
        return first + _inner.ReadAtLeast(buffer[first..], buffer.Length - first, throwOnEndOfStream: false);
    }
}
