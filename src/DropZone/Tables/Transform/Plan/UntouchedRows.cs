using DropZone.Csv;
using DropZone.Csv.Reading;

namespace DropZone.Tables.Transform.Plan;

/// <summary>Which rows of a block stand in the output as in the file: no step changes a cell of them. Found column by column, ahead of the rows.</summary>
/// <param name="index">Of the block.</param>
/// <param name="steps">All that are taken.</param>
internal sealed class UntouchedRows(BlockIndex index, PredictableStep[] steps)
{
    private readonly bool[] touched = new bool[BlockIndex.RowsAtOnce];
    private int first;
    private int end;

    // to look ahead at rows of which most are changed all the same costs more than it saves
    private bool isWorthwhile = true;

    /// <summary>How many rows from this one on, one after the other; none where few of the rows before were.</summary>
    /// <param name="row">The first.</param>
    /// <param name="result">For the making of a cell.</param>
    public int CountFrom(int row, ByteBuffer result)
    {
        var next = row;
        while (isWorthwhile && next < index.Rows)
        {
            if (next < first || next >= end)
                LookAhead(next, result);
            var run = touched.AsSpan()[(next - first)..(end - first)].IndexOf(true);
            if (run >= 0)
                return next + run - row;
            next = end;
        }

        return next - row;
    }

    private void LookAhead(int row, ByteBuffer result)
    {
        first = row;
        end = Math.Min(row + BlockIndex.RowsAtOnce, index.Rows);
        var rows = touched.AsSpan(0, end - first);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = index.MayBeBlank(first + i); // it may not even be a row
        foreach (var step in steps)
            step.FindUnchanged(index, first, rows, result);
        isWorthwhile = rows.Length < touched.Length || rows.Count(true) <= rows.Length / 2;
    }
}
