using DropZone.Csv;
using DropZone.Csv.Reading;

namespace DropZone.Tables.Transform.Plan;

/// <summary>Finds the rows of a block that no step changes, column by column, ahead of the rows.</summary>
/// <param name="record">The reader of the block.</param>
/// <param name="steps">All steps.</param>
internal sealed class UntouchedRows(RecordReader record, PredictableAction[] steps)
{
    private readonly bool[] _touched = new bool[RowBatch.MaxRows];
    private int _first;
    private int _end;

    // looking ahead costs more than it saves if most rows are changed anyway
    private bool _isWorthwhile = true;

    /// <summary>Returns the number of consecutive unchanged rows from this one on; 0 if few earlier rows were unchanged.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="result">A buffer for a cell.</param>
    public int CountFrom(int row, ByteBuffer result)
    {
        var next = row;
        while (_isWorthwhile)
        {
            if ((next < _first || next >= _end) && !LookAhead(next, result))
                break;
            var run = _touched.AsSpan()[(next - _first)..(_end - _first)].IndexOf(true);
            if (run >= 0)
                return next + run - row;
            next = _end;
        }

        return next - row;
    }

    /// <summary>Returns false if there is no further row.</summary>
    private bool LookAhead(int row, ByteBuffer result)
    {
        var batch = record.Batch(row);
        if (batch.Count == 0)
            return false;
        _first = row;
        _end = row + batch.Count;
        var rows = _touched.AsSpan(0, batch.Count);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = batch.MayBeBlank(i); // it may not even be a row
        foreach (var step in steps)
            step.FindUnchanged(batch, rows, result);
        _isWorthwhile = rows.Length < _touched.Length || rows.Count(true) <= rows.Length / 2;
        return true;
    }
}
