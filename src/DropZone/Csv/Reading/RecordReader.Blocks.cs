using System.Text.Unicode;
using CsvHelper;
using DropZone.Csv.Encodings;
using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>
/// Hands out blocks of whole records instead of records, for several threads. Where nothing in a block is at fault, its records are those
/// that would have been read one by one: the tokenizer looks no further than the line feed that ends a block. What is at fault is given
/// back, to be read and told of one by one. A block of regular text is read by its <see cref="BlockIndex"/>, any other by the tokenizer.
/// </summary>
public sealed partial class RecordReader
{
    /// <summary>Of a row in a block: which it is, is told when the row is read once more.</summary>
    private static readonly RecordFault SomeFault = new(ErrorCode.StrayQuote, 0, 0, null, "Some fault.");

    private readonly bool hasCarriageReturns;
    private int blockColumns;

    /// <summary>Reads a block where it stands. Its first record must be one.</summary>
    private RecordReader(RecordReader whole, RecordBlock block, BlockIndex? index)
    {
        source = new SourceStream(block.Length);
        dialect = whole.dialect;
        Quote = whole.Quote;
        Encoding = whole.Encoding;
        Labels = whole.Labels;
        special = whole.special;
        readsCells = whole.readsCells;
        lineEnds = whole.lineEnds.Copy();
        isBlock = started = true;
        Index = index;
        hasCarriageReturns = Index is null && block.Text.Contains((byte)'\r');
        // of that of the whole file only its delimiter is asked
        reader = Index is null ? CsvReader.Create(block.Bytes.AsMemory(0, block.Length), Options((char)whole.Delimiter)) : whole.reader;
    }

    /// <summary>Whether what follows the record that was just read, the first of data, can be cut into blocks of that size.</summary>
    internal bool HasBlocks(int size) => CellsAreStandard && dialect.CommentChar is null && commentRows is null && Fault is null && !stopped
        && source.Kept[(int)RecordEnd..] is var rest && (rest.Length >= size || source.End == SourceEnd.None) && CanBegin(rest);

    /// <summary>Of the block that is read; null: its text is not regular, or records are read one by one.</summary>
    internal BlockIndex? Index { get; }

    private int RowOfBlock => (int)Row - 1;

    /// <summary>Behind the record and its line end.</summary>
    private long RecordEnd => Byte + Record.Length + (FindLineEnd(Record) is var lineEnd and not LineEnd.None ? LineEndCheck.Written(lineEnd).Length : 0);

    /// <summary>Begins to hand out blocks, behind the record that was just read.</summary>
    internal void BeginBlocks()
    {
        blockColumns = CellCount;
        firstLine = Line + TextLines.Count(Record);
        source.Unread(source.Kept[(int)RecordEnd..]);
        source.Forget();
        firstByte = source.RecordEnd = source.Delivered;
    }

    /// <summary>Fills a block with records; false: those that are left are to be read one by one.</summary>
    internal bool TryFill(RecordBlock block)
    {
        var count = source.Read(block.Bytes.AsSpan(0, block.Size));
        block.Length = count < block.Size ? 0 : RecordsEnd(block.Bytes.AsSpan(0, count));
        source.Unread(block.Bytes.AsSpan(block.Length..count));
        source.RecordEnd = source.Delivered;
        return block.Length > 0;
    }

    /// <summary>Reads a block, on any thread; null: its text is at fault.</summary>
    internal RecordReader? Open(RecordBlock block)
    {
        if (!Utf8.IsValid(block.Text))
            return null;
        var index = BlockIndex.Of(block, blockColumns, Delimiter, Quote, lineEnds.ExpectsCrLf);
        return index is null && block.Text.Contains((byte)0) ? null : new RecordReader(this, block, index);
    }

    /// <summary>Whether all cells of a record may be empty: it has two quotes and a delimiter or line end for each cell at most.</summary>
    /// <param name="length">In bytes.</param>
    /// <param name="cells">How many it has.</param>
    internal static bool MayBeBlank(int length, int cells) => length <= cells * 3;

    /// <summary>So many rows of a block that has an index count as read.</summary>
    internal void PassRows(int rows) => Row += rows;

    /// <summary>All records of the block were read, by the reader that <see cref="Open"/> made.</summary>
    internal void Close(RecordBlock block)
    {
        block.Records = Row;
        block.Lines = Index?.Lines ?? TextLines.Count(block.Text);
    }

    /// <summary>The block counts as read.</summary>
    internal void Pass(RecordBlock block)
    {
        Row += block.Records;
        firstLine += block.Lines;
        firstByte += block.Length;
    }

    /// <summary>The last block that was handed out does not count as read.</summary>
    internal void Return(RecordBlock block) => source.Unread(block.Text);

    /// <summary>Goes on to hand out records, behind the blocks that count as read.</summary>
    internal void EndBlocks()
    {
        source.RecordEnd = source.Delivered;
        var options = Options((char)Delimiter);
        reader.Dispose();
        reader = CsvReader.Create(source, options, leaveOpen: true);
    }

    /// <summary>The next row of a block that has an index.</summary>
    private ReadOutcome ReadRowOfIndex()
    {
        if (Row == Index!.Rows)
            return ReadOutcome.End;
        Row++;
        return ReadOutcome.Record;
    }

    /// <summary>Only whether anything is at fault: a block of which that is true is read again.</summary>
    private ReadOutcome ReadRowOfBlock()
    {
        Row++;
        if (hasCarriageReturns || !lineEnds.ExpectsLineFeed)
        {
            Byte = reader.ByteOffset;
            Fault = lineEnds.Fault(this, FindLineEnd(Record));
        }

        if (malformed is not null)
            Fault = SomeFault;
        return Fault is null ? ReadOutcome.Record : ReadOutcome.Malformed;
    }

    /// <summary>Behind the last line feed that is not within quotes.</summary>
    private int RecordsEnd(ReadOnlySpan<byte> text)
    {
        var quotes = text.Count(Quote);
        var end = text.LastIndexOf((byte)'\n');
        for (var behind = text.Length; end >= 0; behind = end, end = text[..end].LastIndexOf((byte)'\n'))
        {
            quotes -= text[end..behind].Count(Quote);
            if (quotes % 2 == 0 && CanBegin(text[(end + 1)..]))
                return end + 1;
        }

        return 0;
    }

    /// <summary>Whether a block may begin so: the tokenizer would take a byte order mark at its beginning for that of a file.</summary>
    private static bool CanBegin(ReadOnlySpan<byte> text) => text.Length >= ByteOrderMark.Utf8.Length && text[0] < 0xFE && !text.StartsWith(ByteOrderMark.Utf8);
}
