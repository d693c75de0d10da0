using System.Buffers;
using CsvHelper;

namespace DropZone.Csv.Reading;

/// <summary>
/// Tokenizer for marks that are not one ASCII character, and for escapes within quotes, neither of which CsvHelper reads. Reads the source itself, so
/// that offsets, lines and raw bytes are those of the file.
/// </summary>
/// <param name="source">Fills every buffer until its end.</param>
/// <param name="marks">The marks of the dialect.</param>
/// <param name="onMalformed">Called for each record whose quotes are malformed, with the offset of the problem.</param>
internal sealed class MarkTokenizer(Stream source, TextMarks marks, Action<CsvMalformedReason, long> onMalformed) : RecordTokenizer
{
    private const int FirstSize = 64 * 1024;

    private readonly bool _canOverlap = marks.CanOverlap;
    private readonly List<MarkedCell> _cells = [];
    private readonly bool _isSingle = marks.Delimiter.Length == 1;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private byte[] _values = [];

    // of the bytes read: the start of the record, its length with and without its line end, and the end
    private int _start;
    private int _length;
    private int _next;
    private int _end;
    private bool _ended;
    private long _offset;
    private long _line = 1;
    private long _nextLine = 1;
    private bool _started;
    private int _doubtful;

    /// <summary>The end of the delimiters that were found not in doubt, so that each is inspected once.</summary>
    private int _certainTo;
    private bool _isMalformed;

    public override int FieldCount => _cells.Count;

    public override ReadOnlySpan<byte> RawRecord => _bytes.AsSpan(_start, _length);

    public override long LineNumber => _line;

    public override long ByteOffset => _offset + _start;

    public override byte Separator => _isSingle ? marks.Delimiter[0] : (byte)',';

    public override int DoubtfulDelimiter => _doubtful;

    public override bool Read()
    {
        if (!_started)
        {
            _started = true;
            if (Has(2) && Encodings.ByteOrderMark.Skip(_bytes.AsSpan(0, _end)).Length < _end)
                _start = _next = Encodings.ByteOrderMark.Utf8.Length;
        }

        do
        {
            _start = _next;
            (_length, _doubtful, _certainTo, _isMalformed) = (0, -1, 0, false);
            _cells.Clear();
            _line = _nextLine;
            if (!Has(0))
                return false;
            var isComment = IsAt(0, marks.Comment);
            if (isComment)
                SkipLine();
            else
                ReadCells();
            EndRecord();
            if (!isComment)
                return true;
        }
        while (true);
    }

    public override ReadOnlySpan<byte> GetSpan(int column)
    {
        var cell = _cells[column];
        return cell.IsPlain ? Text(cell.ValueStart, cell.ValueEnd) : Unescape(cell);
    }

    public override ReadOnlySpan<byte> GetRawSpan(int column) => Text(_cells[column].Start, _cells[column].End);

    public override void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        ArrayPool<byte>.Shared.Return(_values);
        _bytes = _values = [];
        (_start, _length, _next, _end, _ended) = (0, 0, 0, 0, true);
    }

    private Span<byte> Text(int from, int to) => _bytes.AsSpan(_start + from, to - from);

    private void ReadCells()
    {
        for (var at = 0; ; at += marks.Delimiter.Length)
        {
            at = ReadCell(at);
            if (!Has(at) || _bytes[_start + at] is (byte)'\r' or (byte)'\n')
            {
                _length = at;
                return;
            }
        }
    }

    /// <summary>Reads the cell that starts here. Returns its end: a delimiter, a line end, or the end of the text.</summary>
    private int ReadCell(int start)
    {
        var from = start;
        if (marks.SkipsSpace)
            while (Has(from) && _bytes[_start + from] is (byte)' ' or (byte)'\t')
                from++;
        if (marks.Quote is not { } quote || !Has(from) || _bytes[_start + from] != quote)
            return ReadUnquoted(start, from, from, isPlain: true, hasQuotes: false);

        var close = FindClosing(from + 1, out var isPlain);
        if (close < 0)
        {
            var end = _end - _start;
            _cells.Add(new MarkedCell(start, end, from, end, true));
            Report(CsvMalformedReason.UnterminatedQuote, from);
            return end;
        }

        if (IsCellEnd(close + 1))
        {
            _cells.Add(new MarkedCell(start, close + 1, from + 1, close, isPlain));
            return close + 1;
        }

        Report(CsvMalformedReason.TextAfterClosingQuote, close + 1);
        return ReadUnquoted(start, close + 1, from, isPlain: true, hasQuotes: true);
    }

    /// <summary>Returns the place of the closing quote, or -1.</summary>
    private int FindClosing(int at, out bool isPlain)
    {
        isPlain = true;
        while (Find(ref at, marks.InQuotes))
        {
            if (_bytes[_start + at] == marks.Escape)
                at += 2;
            else if (marks.DoublesQuotes && Has(at + 1) && _bytes[_start + at + 1] == marks.Quote)
                at += 2;
            else
                return at;
            isPlain = false;
        }

        return -1;
    }

    /// <summary>Reads to the end of a cell without quotes.</summary>
    /// <param name="start">Its start.</param>
    /// <param name="at">The place to start from.</param>
    /// <param name="valueStart">The start of its value.</param>
    /// <param name="isPlain">Whether it has no escapes before.</param>
    /// <param name="hasQuotes">Whether misplaced quotes were reported.</param>
    private int ReadUnquoted(int start, int at, int valueStart, bool isPlain, bool hasQuotes)
    {
        while (Find(ref at, marks.InCell))
        {
            var found = _bytes[_start + at];
            if (found == marks.Escape)
            {
                isPlain = false;
                if (!Has(at + 1))
                {
                    Report(CsvMalformedReason.TrailingEscape, at);
                    at++;
                    break;
                }

                at += _bytes[_start + at + 1] == '\r' && Has(at + 2) && _bytes[_start + at + 2] == '\n' ? 3 : 2;
            }
            else if (IsCellEnd(at))
            {
                if (_canOverlap && _doubtful < 0 && at >= _certainTo && IsAt(at, marks.Delimiter) && IsDoubtful(at))
                    _doubtful = at;
                break;
            }
            else
            {
                if (found == marks.Quote && !hasQuotes)
                {
                    hasQuotes = true;
                    Report(CsvMalformedReason.StrayQuote, at);
                }

                at++;
            }
        }

        _cells.Add(new MarkedCell(start, at, Math.Min(valueStart, at), at, isPlain));
        return at;
    }

    /// <summary>Reports the first problem of the record: others may follow from it.</summary>
    private void Report(CsvMalformedReason reason, int at)
    {
        if (!_isMalformed)
            onMalformed(reason, ByteOffset + at);
        _isMalformed = true;
    }

    /// <summary>Whether the delimiter also begins within this one, and none behind it: <c>a|||b</c> may be <c>a</c> or <c>a|</c>.</summary>
    private bool IsDoubtful(int at)
    {
        for (; IsAt(at, marks.Delimiter); at += marks.Delimiter.Length, _certainTo = at)
            for (var shift = 1; shift < marks.Delimiter.Length; shift++)
                if (IsAt(at + shift, marks.Delimiter) && !IsAt(at + marks.Delimiter.Length, marks.Delimiter))
                    return true;
        return false;
    }

    private bool IsCellEnd(int at) => !Has(at) || _bytes[_start + at] is (byte)'\r' or (byte)'\n' || IsAt(at, marks.Delimiter);

    private void SkipLine()
    {
        var at = 0;
        while (Has(at) && _bytes[_start + at] is not ((byte)'\r' or (byte)'\n'))
            at++;
        _length = at;
    }

    /// <summary>Passes the line end behind the record, with the byte behind a carriage return.</summary>
    private void EndRecord()
    {
        _nextLine = _line + TextLines.Count(RawRecord);
        var lineEnd = !Has(_length) ? 0 : _bytes[_start + _length] == '\r' && Has(_length + 1) && _bytes[_start + _length + 1] == '\n' ? 2 : 1;
        _nextLine += lineEnd > 0 ? 1 : 0;
        _next = _start + _length + lineEnd;
    }

    private Span<byte> Unescape(MarkedCell cell)
    {
        // at its place in the record: other cells of it stay valid
        if (_values.Length < _length)
        {
            ArrayPool<byte>.Shared.Return(_values);
            _values = ArrayPool<byte>.Shared.Rent(_length);
        }

        var to = _values.AsSpan(cell.ValueStart);
        var written = 0;
        for (var from = Text(cell.ValueStart, cell.ValueEnd); !from.IsEmpty;)
        {
            var isEscape = from[0] == marks.Escape || (from[0] == marks.Quote && from.Length > 1);
            from = isEscape ? from[1..] : from;
            if (from.IsEmpty)
                break;
            to[written++] = from[0];
            from = from[1..];
            var next = from.IndexOfAny(marks.InQuotes);
            from[..(next < 0 ? from.Length : next)].CopyTo(to[written..]);
            written += next < 0 ? from.Length : next;
            from = next < 0 ? [] : from[next..];
        }

        return to[..written];
    }

    /// <summary>Finds the next of these bytes. Returns false if the text ends before.</summary>
    private bool Find(ref int at, SearchValues<byte> values)
    {
        while (Has(at))
        {
            var found = _bytes.AsSpan((_start + at).._end).IndexOfAny(values);
            if (found >= 0)
            {
                at += found;
                return true;
            }

            at = _end - _start;
        }

        at = Math.Min(at, _end - _start);
        return false;
    }

    private bool IsAt(int at, ReadOnlySpan<byte> mark) =>
        !mark.IsEmpty && Has(at + mark.Length - 1) && _bytes.AsSpan(_start + at, mark.Length).SequenceEqual(mark);

    /// <summary>Whether the text has a byte at this offset in the record. Reads as far.</summary>
    private bool Has(int at)
    {
        while (_start + at >= _end && !_ended)
            Fill();
        return _start + at < _end;
    }

    private void Fill()
    {
        var held = _end - _start;
        if (_start > 0 && (held < _bytes.Length / 2 || _end == _bytes.Length))
        {
            _bytes.AsSpan(_start, held).CopyTo(_bytes);
            _offset += _start;
            (_start, _next, _end) = (0, _next - _start, held);
        }

        if (_end == _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            _bytes.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        var count = source.Read(_bytes, _end, _bytes.Length - _end);
        _ended = count == 0;
        _end += count;
    }

    /// <summary>The places of a cell and of its value in the record.</summary>
    /// <param name="IsPlain">Whether the value has no escapes.</param>
    private readonly record struct MarkedCell(int Start, int End, int ValueStart, int ValueEnd, bool IsPlain);
}
