namespace DropZone.Csv.Reading;

/// <summary>Text without its last lines, its footer. Lines of white space around them belong to the footer and are not counted. Leaves the text open.</summary>
/// <param name="inner">The text, in UTF-8.</param>
/// <param name="lines">The number of lines of the footer, at least 1.</param>
internal sealed class FooterStream(Stream inner, int lines) : ForwardStream
{
    /// <summary>The maximum size of the footer in bytes. Longer lines are no footer.</summary>
    private const int MaxLength = 1 << 20;

    private const int BlockSize = 32 * 1024;

    private readonly ByteBuffer _held = new(BlockSize * 2);
    private int _ready;
    private int _read;
    private bool _ended;
    private bool _isTooLong;

    /// <summary>The footer, known at the end; empty if the last lines are too long.</summary>
    public ReadOnlyMemory<byte> Footer { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        while (_read == _ready && !_ended)
            Fill();
        var count = Math.Min(buffer.Length, _ready - _read);
        _held.Written.Slice(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _held.Dispose();

        base.Dispose(disposing);
    }

    private void Fill()
    {
        Drop(_ready);
        var count = inner.ReadAtLeast(_held.Reserve(BlockSize)[..BlockSize], BlockSize, throwOnEndOfStream: false);
        _held.Advance(count);
        _ended = count < BlockSize;
        _ready = _isTooLong ? _held.Length : Start(_held.Written);
        _isTooLong |= _held.Length - _ready > MaxLength;
        if (_isTooLong)
            _ready = _held.Length;
        if (_ended && _ready < _held.Length)
            Footer = _held.Written[_ready..].ToArray();
    }

    private void Drop(int count)
    {
        var left = _held.Written[count..].ToArray();
        _held.Truncate(0);
        _held.Append(left);
        _ready = _read = 0;
    }

    /// <summary>Returns the start of the footer if the text ended here. More text can only move it on.</summary>
    private int Start(ReadOnlySpan<byte> text)
    {
        var start = text.Length;
        for (var counted = 0; counted < lines && start > 0;)
        {
            var line = text[..start].TrimEnd("\r\n"u8);
            start = line.LastIndexOfAny((byte)'\r', (byte)'\n') + 1;
            if (line[start..].ContainsAnyExcept(" \t"u8))
                counted++;
        }

        return BeforeBlanks(text[..start]);
    }

    /// <summary>Returns the end of the last line that is not white space, with its line end.</summary>
    private static int BeforeBlanks(ReadOnlySpan<byte> text)
    {
        var end = text.TrimEnd(" \t\r\n"u8).Length;
        var next = text[end..].IndexOf((byte)'\n');
        if (next < 0)
            next = text[end..].IndexOf((byte)'\r');
        return next < 0 ? text.Length : end + next + 1;
    }
}
