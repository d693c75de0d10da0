using System.Buffers;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;

namespace DropZone.Csv.Writing;

/// <summary>
/// Writes records in large blocks. CsvHelper's writer cannot copy raw cells.
/// </summary>
public sealed class RecordWriter : IDisposable
{
    private const int BlockSize = 256 * 1024;

    private readonly OutputSink? sink;
    private readonly byte delimiter;
    private readonly byte quote;
    private readonly bool isCrLf;
    private readonly byte lineEnd;
    private readonly Quoting quoting;
    private readonly SearchValues<byte> special;
    private readonly ByteBuffer block = new(BlockSize + (64 * 1024));
    private int recordStart;
    private bool firstCell = true;

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
        sink = new OutputSink(output, dialect);
        if (dialect.ByteOrderMark)
            block.Append(ByteOrderMark.Utf8);
        recordStart = block.Length;
    }

    /// <summary>Writes into memory, for <see cref="WriteRecords"/> of another writer: UTF-8 without a byte order mark.</summary>
    internal RecordWriter(OutputDialect dialect)
    {
        delimiter = (byte)(dialect.Delimiter ?? throw new ArgumentException("The delimiter is missing.", nameof(dialect)));
        quote = (byte)(dialect.QuoteChar ?? throw new ArgumentException("The quote is missing.", nameof(dialect)));
        isCrLf = dialect.LineTerminator == "\r\n";
        lineEnd = (byte)dialect.LineTerminator[^1];
        quoting = dialect.Quoting;
        special = SearchValues.Create([delimiter, quote, (byte)'\r', (byte)'\n']);
    }

    /// <summary>All complete records of a writer into memory.</summary>
    internal ReadOnlySpan<byte> Records => block.Written[..recordStart];

    /// <summary>Discards the records in memory.</summary>
    internal void Clear()
    {
        block.Truncate(0);
        recordStart = 0;
    }

    /// <summary>Writes records that another writer wrote into memory in the same dialect.</summary>
    internal void WriteRecords(ReadOnlySpan<byte> records)
    {
        Flush();
        sink!.Write(records);
    }

    /// <summary>Copies complete records, with their line ends, from a file of the same dialect.</summary>
    internal void WriteRawRecords(ReadOnlySpan<byte> records)
    {
        block.Append(records);
        recordStart = block.Length;
    }

    /// <summary>Copies one or several cells from a file with the same delimiter and quote.</summary>
    public void WriteRaw(ReadOnlySpan<byte> cells)
    {
        Delimit();
        block.Append(cells);
    }

    /// <summary>Writes a cell, in quotes if it needs them or the dialect requires them.</summary>
    public void WriteCell(ReadOnlySpan<byte> cell)
    {
        Delimit();
        if (!IsQuoted(cell))
        {
            block.Append(cell);
            return;
        }

        block.Append(quote);
        for (var at = cell.IndexOf(quote); at >= 0; at = cell.IndexOf(quote))
        {
            block.Append(cell[..(at + 1)]);
            block.Append(quote);
            cell = cell[(at + 1)..];
        }

        block.Append(cell);
        block.Append(quote);
    }

    public void EndRecord()
    {
        // an empty line would read as a blank row, not as one empty cell
        if (block.Length == recordStart && !firstCell)
        {
            block.Append(quote);
            block.Append(quote);
        }

        if (isCrLf)
            block.Append((byte)'\r');
        block.Append(lineEnd);
        recordStart = block.Length;
        firstCell = true;
        if (block.Length >= BlockSize && sink is not null)
            Flush();
    }

    /// <summary>Writes all complete records to the stream, or to its compressor.</summary>
    public void Flush()
    {
        sink!.Write(block.Written[..recordStart]);
        Clear();
    }

    /// <summary>Writes all complete records to the stream and completes the output. Nothing can be written after it.</summary>
    public void Complete()
    {
        Flush();
        sink!.Complete();
    }

    public void Dispose()
    {
        sink?.Dispose();
        block.Dispose();
    }

    private bool IsQuoted(ReadOnlySpan<byte> cell) =>
        quoting == Quoting.All || (quoting == Quoting.Text && !NumberText.Is(cell)) || cell.IndexOfAny(special) >= 0;

    private void Delimit()
    {
        if (!firstCell)
            block.Append(delimiter);
        firstCell = false;
    }
}
