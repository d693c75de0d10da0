using DropZone.Csv.Dialects;

namespace DropZone.Csv.Reading;

/// <summary>Reads the records of a block of regular text from its <see cref="BlockIndex"/>, one by one or several at once. No record has a fault.</summary>
/// <param name="index">The index, disposed with the reader.</param>
/// <param name="dialect">The dialect of the file.</param>
/// <param name="special">The special cells of the file.</param>
/// <param name="delimiter">The delimiter of the file.</param>
internal sealed class IndexedRecordReader(BlockIndex index, Dialect dialect, SpecialCells special, byte delimiter) : RecordReader(dialect, special)
{
    // of the current record
    private int _row = -1;

    public override byte Delimiter => delimiter;

    public override string LineEndText => index.LineTerminator;

    public override int CellCount => index.Columns;

    public override ReadOnlySpan<byte> Record => index.RawCells(_row, 0, index.Columns - 1);

    public override ReadOnlySpan<byte> Cell(int column) => index.Cell(_row, column);

    public override ReadOnlySpan<byte> RawCell(int column) => index.RawCells(_row, column, column);

    public override ReadOnlySpan<byte> RawCells(int first, int last) => index.RawCells(_row, first, last);

    public override ReadOutcome Read()
    {
        if (Row == index.Rows)
            return ReadOutcome.End;
        _row++;
        Row++;
        return ReadOutcome.Record;
    }

    public override void Dispose() => index.Dispose();

    internal override RowBatch Batch(int firstRow) => new(index, firstRow, Math.Min(RowBatch.MaxRows, index.Rows - firstRow));

    internal override ReadOnlySpan<byte> ReadRaw(int count)
    {
        var records = index.RawRows(_row + 1, count);
        _row += count;
        Row += count;
        return records;
    }
}
