using System.Text;
using System.Text.Unicode;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;

namespace DropZone.Csv.Reading;

/// <summary>
/// Cuts the rest of a file into blocks of complete records, for several threads. The records of a block without faults are those that
/// would have been read one by one: the tokenizer reads no further than the line feed that ends a block. A block with a fault is put
/// back, and its records are read one by one. A block of regular text is read from its <see cref="BlockIndex"/>, any other by the tokenizer.
/// </summary>
internal sealed class RecordBlocks
{
    private readonly SourceStream _source;
    private readonly Dialect _dialect;
    private readonly SpecialCells _special;
    private readonly LineEndCheck _lineEnds;
    private readonly byte _delimiter;
    private readonly byte _quote;
    private readonly int _columns;
    private readonly ControlBytes _controls;

    /// <param name="source">The file, at the start of a record.</param>
    /// <param name="file">The reader of the file, which has read the first record of data.</param>
    /// <param name="dialect">The dialect of the file.</param>
    /// <param name="special">The special cells of the file.</param>
    /// <param name="lineEnds">The line ends of the file.</param>
    public RecordBlocks(SourceStream source, FileRecordReader file, Dialect dialect, SpecialCells special, LineEndCheck lineEnds)
    {
        _source = source;
        _dialect = dialect;
        _special = special;
        _lineEnds = lineEnds;
        _delimiter = file.Delimiter;
        _quote = file.Quote;
        _columns = file.CellCount;
        _controls = file.Controls;
    }

    /// <summary>Fills a block with records. Returns false if the rest of the file must be read one by one.</summary>
    public bool TryFill(RecordBlock block)
    {
        var count = _source.Read(block.Bytes.AsSpan(0, block.Size));
        block.Length = count < block.Size ? 0 : RecordsEnd(block.Bytes.AsSpan(0, count));
        _source.Unread(block.Bytes.AsSpan(block.Length..count));
        _source.RecordEnd = _source.Delivered;
        return block.Length > 0;
    }

    /// <summary>Opens a block, on any thread. Returns null if its text has a fault.</summary>
    public RecordReader? Open(RecordBlock block)
    {
        if (!Ascii.IsValid(block.Text) && (!Utf8.IsValid(block.Text) || LostText.IsIn(block.Text)))
            return null;
        if (BlockIndex.Of(block, _columns, _delimiter, _quote, _lineEnds.ExpectsCrLf, _controls) is { } index)
        {
            block.Lines = index.Lines;
            return new IndexedRecordReader(index, _dialect, _special, _delimiter);
        }

        if (block.Text.Contains((byte)0) || (_controls.HasSubstitute && block.Text.Contains(ControlBytes.Substitute)))
            return null;
        block.Lines = TextLines.Count(block.Text);
        return new BlockRecordReader(block, _dialect, _special, _lineEnds.Copy(), (char)_delimiter);
    }

    /// <summary>Puts the last block back, so that its records are read again.</summary>
    public void Return(RecordBlock block) => _source.Unread(block.Text);

    /// <summary>Whether a block may begin with this text: the tokenizer would interpret a byte order mark at its start.</summary>
    internal static bool CanBegin(ReadOnlySpan<byte> text) => text.Length >= ByteOrderMark.Utf8.Length && text[0] < 0xFE && !text.StartsWith(ByteOrderMark.Utf8);

    /// <summary>Returns the place after the last line feed outside quotes.</summary>
    private int RecordsEnd(ReadOnlySpan<byte> text)
    {
        var quotes = text.Count(_quote);
        var end = text.LastIndexOf((byte)'\n');
        for (var behind = text.Length; end >= 0; behind = end, end = text[..end].LastIndexOf((byte)'\n'))
        {
            quotes -= text[end..behind].Count(_quote);
            if (quotes % 2 == 0 && CanBegin(text[(end + 1)..]))
                return end + 1;
        }

        return 0;
    }
}
