using System.Buffers;

namespace DropZone.Csv;

/// <summary>
/// Writes records as UTF-8 with LF line ends, in large blocks. CsvHelper's writer cannot copy raw cells.
/// </summary>
public sealed class RecordWriter : IDisposable
{
    private const int BlockSize = 256 * 1024;

    private readonly Stream output;
    private readonly byte delimiter;
    private readonly byte quote;
    private readonly SearchValues<byte> special;
    private readonly ByteBuffer block = new(BlockSize + (64 * 1024));
    private int recordStart;
    private bool firstCell = true;

    public RecordWriter(Stream output, byte delimiter, byte quote)
    {
        this.output = output;
        this.delimiter = delimiter;
        this.quote = quote;
        special = SearchValues.Create([delimiter, quote, (byte)'\r', (byte)'\n']);
    }

    /// <summary>Writes one or several cells as they stood in a file with the same delimiter and quote.</summary>
    public void WriteRaw(ReadOnlySpan<byte> cells)
    {
        Delimit();
        block.Append(cells);
    }

    /// <summary>Writes a cell, in quotes where it needs them.</summary>
    public void WriteCell(ReadOnlySpan<byte> cell)
    {
        Delimit();
        if (cell.IndexOfAny(special) < 0)
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

        block.Append((byte)'\n');
        recordStart = block.Length;
        firstCell = true;
        if (block.Length >= BlockSize)
            Flush();
    }

    /// <summary>Hands all ended records to the stream.</summary>
    public void Flush()
    {
        output.Write(block.Written[..recordStart]);
        block.Truncate(0);
        recordStart = 0;
    }

    public void Dispose() => block.Dispose();

    private void Delimit()
    {
        if (!firstCell)
            block.Append(delimiter);
        firstCell = false;
    }
}
