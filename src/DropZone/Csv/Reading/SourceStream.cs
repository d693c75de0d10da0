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
    private readonly FooterStream? _footer;
    private readonly OpenedStream _opened;
    private readonly RecordAllowance _allowance;
    private readonly RecordCost _cost;
    private readonly bool _isLimitedByMemory;
    private readonly byte[] _start = new byte[StartSize];
    private readonly int _startLength;
    private int _startRead;
    private byte[] _unread = [];
    private int _unreadStart;
    private int _unreadEnd;
    private bool _innerEnded;
    private ByteBuffer? _kept;
    private NulRun _nuls;

    /// <param name="opened">The file.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="allowance">The memory that a record may take.</param>
    /// <param name="maxRecordSize">The maximum size of a record, in bytes, whatever memory there is.</param>
    /// <param name="footerRows">The number of lines at the end that are not delivered.</param>
    public SourceStream(OpenedStream opened, Encoding encoding, RecordAllowance allowance, int maxRecordSize, int footerRows = 0)
    {
        _opened = opened;
        _allowance = allowance;
        _cost = new RecordCost(allowance);
        RecordLimit = allowance.MaxRecord(maxRecordSize);
        _isLimitedByMemory = RecordLimit < maxRecordSize;
        _kept = new ByteBuffer(OpenedStream.OpeningSize);
        _decoded = encoding is UTF8Encoding ? null : new DecodedStream(opened, encoding);
        _inner = _decoded ?? (Stream)opened;
        if (footerRows > 0)
            _inner = _footer = new FooterStream(_inner, footerRows);
        _startLength = _inner.ReadAtLeast(_start, StartSize, throwOnEndOfStream: false);
    }

    /// <summary>The first bytes of the file in its UTF-8 form, a byte order mark included.</summary>
    public ReadOnlySpan<byte> Start => _start.AsSpan(0, _startLength);

    public long Delivered { get; private set; }

    /// <summary>Offset of the end of the last record: the next one may not be too long.</summary>
    public long RecordEnd { get; set; }

    public SourceEnd End { get; private set; }

    /// <summary>The lines at the end that were not delivered, known there.</summary>
    public ReadOnlyMemory<byte> Footer => _footer?.Footer ?? default;

    /// <summary>The reason why the text could not be decoded to its end.</summary>
    public TextBreak Break => _decoded?.Break ?? TextBreak.None;

    /// <summary>Offset of the first byte of the run of NUL bytes at the end.</summary>
    public long NulStart => Delivered - _nuls.Length;

    /// <summary>The maximum size of a record, in bytes.</summary>
    public int RecordLimit { get; }

    /// <summary>Whether the memory for records was the limit, not their maximum size.</summary>
    public bool EndedByMemory { get; private set; }

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
        _nuls = default;
        End = SourceEnd.None;
    }

    public override int Read(Span<byte> buffer)
    {
        if (End != SourceEnd.None)
            return 0;
        var room = RecordLimit + 1L - (Delivered - RecordEnd);
        if (room <= 0)
            return EndAtLimit(_isLimitedByMemory);

        if (buffer.Length > room)
            buffer = buffer[..(int)room];
        var count = TakeUnread(buffer);
        if (count < buffer.Length && !_innerEnded)
            count += Fill(buffer[count..]);
        _innerEnded |= count < buffer.Length;
        if (!_cost.Admits(RecordEnd, Delivered + count - RecordEnd, buffer[..count]))
            return EndAtLimit(isOfMemory: true);
        if (count < buffer.Length)
            End = _opened.Fault is not null ? SourceEnd.Unpacking : Break != TextBreak.None ? SourceEnd.BrokenText : SourceEnd.File;
        _nuls.Add(buffer[..count]);
        if (_nuls.Length > NulRun.Max)
            End = SourceEnd.NulRun;
        Delivered += count;
        Keep(buffer[..count]);
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
            _footer?.Dispose();
            _decoded?.Dispose();
        }

        base.Dispose(disposing);
    }

    private int EndAtLimit(bool isOfMemory)
    {
        if (isOfMemory)
            _allowance.Refuse();
        EndedByMemory = isOfMemory;
        End = SourceEnd.RecordLimit;
        return 0;
    }

    /// <summary>A large record is not kept, because no blocks follow it: only what precedes the rows is needed then.</summary>
    private void Keep(ReadOnlySpan<byte> text)
    {
        if (_kept is null)
            return;
        var room = _allowance.IsLarge ? RecordAllowance.FreeRecord - _kept.Length : text.Length;
        _kept.Append(text[..Math.Clamp(room, 0, text.Length)]);
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
