using CsvHelper;
using DropZone.Csv.Dialects;
using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>
/// Reads the records of a block through the tokenizer. It detects faults without describing them: a block with a
/// fault is read again from the file, where each fault is reported with its place.
/// </summary>
internal sealed class BlockRecordReader : TokenizedRecordReader
{
    /// <summary>Placeholder for a fault that the second read of the row reports.</summary>
    private static readonly RecordFault SomeFault = new(ErrorCode.StrayQuote, 0, 0, null, "Some fault.");

    private readonly int _length;
    private readonly bool _hasCarriageReturns;
    private bool _isMalformed;

    /// <param name="block">The block, which consists of complete records.</param>
    /// <param name="dialect">The dialect of the file.</param>
    /// <param name="special">The special cells of the file.</param>
    /// <param name="lineEnds">The check with the line ends of the records before the block.</param>
    /// <param name="delimiter">The delimiter of the file.</param>
    public BlockRecordReader(RecordBlock block, Dialect dialect, SpecialCells special, LineEndCheck lineEnds, char delimiter)
        : base(dialect, special, lineEnds)
    {
        _length = block.Length;
        _hasCarriageReturns = block.Text.Contains((byte)'\r');
        Tokenizer = new CsvTokenizer(CsvReader.Create(
            block.Bytes.AsMemory(0, block.Length), Options(delimiter, tracksLines: false, _ => _isMalformed = true)));
    }

    public override ReadOutcome Read()
    {
        Continues = Fault?.Code == ErrorCode.StrayCarriageReturn;
        Fault = null;
        _isMalformed = false;
        if (!Tokenizer.Read())
            return ReadOutcome.End;
        Row++;
        if (_hasCarriageReturns || !LineEnds.ExpectsLineFeed)
        {
            var record = Record;
            Byte = Tokenizer.ByteOffset;
            Fault = LineEnds.Fault(this, FindLineEnd(record, _length - Byte - record.Length));
        }

        if (_isMalformed || Controls.Find(Record) >= 0)
            Fault = SomeFault;
        return Fault is null ? ReadOutcome.Record : ReadOutcome.Malformed;
    }

    public override void Dispose() => Tokenizer.Dispose();
}
