using System.Buffers;
using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;

namespace DropZone.Csv.Writing;

/// <summary>
/// Writes records in large blocks. CsvHelper's writer cannot copy raw cells.
/// </summary>
public sealed class RecordWriter : IDisposable
{
    private const int BlockSize = 256 * 1024;

    private readonly OutputSink? _sink;
    private readonly byte _delimiter;
    private readonly byte _quote;
    private readonly bool _isCrLf;
    private readonly byte _lineEnd;
    private readonly Quoting _quoting;
    private readonly byte[]? _null;
    private readonly SearchValues<byte> _special;
    private readonly ByteBuffer _block = new(BlockSize + (64 * 1024));
    private int _recordStart;
    private bool _firstCell = true;

    /// <summary>Writes UTF-8 with LF line ends. Leaves the stream open.</summary>
    public RecordWriter(Stream output, byte delimiter, byte quote)
        : this(output, new OutputDialect { Delimiter = (char)delimiter, QuoteChar = (char)quote })
    {
    }

    /// <param name="output">The stream, which is left open.</param>
    /// <param name="dialect">The dialect, with its delimiter and quote.</param>
    public RecordWriter(Stream output, OutputDialect dialect)
        : this(dialect)
    {
        _sink = new OutputSink(output, dialect);
        if (dialect.ByteOrderMark)
            _block.Append(ByteOrderMark.Utf8);
        _recordStart = _block.Length;
    }

    /// <summary>Writes into memory, for <see cref="WriteRecords"/> of another writer: UTF-8 without a byte order mark.</summary>
    internal RecordWriter(OutputDialect dialect)
    {
        _delimiter = (byte)(dialect.Delimiter ?? throw new ArgumentException("The delimiter is missing.", nameof(dialect)));
        _quote = (byte)(dialect.QuoteChar ?? throw new ArgumentException("The quote is missing.", nameof(dialect)));
        _isCrLf = dialect.LineTerminator == "\r\n";
        _lineEnd = (byte)dialect.LineTerminator[^1];
        _quoting = dialect.Quoting;
        _null = dialect.NullSequence is { } text ? Encoding.UTF8.GetBytes(text) : null;
        _special = SearchValues.Create([_delimiter, _quote, (byte)'\r', (byte)'\n']);
    }

    /// <summary>All complete records of a writer into memory.</summary>
    internal ReadOnlySpan<byte> Records => _block.Written[.._recordStart];

    /// <summary>Discards the records in memory.</summary>
    internal void Clear()
    {
        _block.Truncate(0);
        _recordStart = 0;
    }

    /// <summary>Writes records that another writer wrote into memory in the same dialect.</summary>
    internal void WriteRecords(ReadOnlySpan<byte> records)
    {
        Flush();
        _sink!.Write(records);
    }

    /// <summary>Copies complete records, with their line ends, from a file of the same dialect.</summary>
    internal void WriteRawRecords(ReadOnlySpan<byte> records)
    {
        _block.Append(records);
        _recordStart = _block.Length;
    }

    /// <summary>Copies one or several cells from a file with the same delimiter and quote.</summary>
    public void WriteRaw(ReadOnlySpan<byte> cells)
    {
        Delimit();
        _block.Append(cells);
    }

    /// <summary>Writes a cell, in quotes if it needs them or the dialect requires them.</summary>
    public void WriteCell(ReadOnlySpan<byte> cell)
    {
        Delimit();
        if (!IsQuoted(cell))
        {
            _block.Append(cell);
            return;
        }

        _block.Append(_quote);
        for (var at = cell.IndexOf(_quote); at >= 0; at = cell.IndexOf(_quote))
        {
            _block.Append(cell[..(at + 1)]);
            _block.Append(_quote);
            cell = cell[(at + 1)..];
        }

        _block.Append(cell);
        _block.Append(_quote);
    }

    /// <summary>Writes a cell without a value: the null sequence, without quotes in every dialect.</summary>
    public void WriteNull()
    {
        Delimit();
        _block.Append(_null);
    }

    public void EndRecord()
    {
        // an empty line would read as a blank row, not as one empty cell; of the empty null sequence it is the only form
        if (_block.Length == _recordStart && !_firstCell && _null is not [])
        {
            _block.Append(_quote);
            _block.Append(_quote);
        }

        if (_isCrLf)
            _block.Append((byte)'\r');
        _block.Append(_lineEnd);
        _recordStart = _block.Length;
        _firstCell = true;
        if (_block.Length >= BlockSize && _sink is not null)
            Flush();
    }

    /// <summary>Writes all complete records to the stream, or to its compressor.</summary>
    public void Flush()
    {
        _sink!.Write(_block.Written[.._recordStart]);
        Clear();
    }

    /// <summary>Writes all complete records to the stream and completes the output. Nothing can be written after it.</summary>
    public void Complete()
    {
        Flush();
        _sink!.Complete();
    }

    public void Dispose()
    {
        _sink?.Dispose();
        _block.Dispose();
    }

    private bool IsQuoted(ReadOnlySpan<byte> cell) =>
        _quoting == Quoting.All || (_quoting == Quoting.Text && !NumberText.Is(cell)) || cell.IndexOfAny(_special) >= 0 || (_null is not null && cell.SequenceEqual(_null));

    private void Delimit()
    {
        if (!_firstCell)
            _block.Append(_delimiter);
        _firstCell = false;
    }
}
