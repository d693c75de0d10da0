using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Converts the times of a column to another time zone. Keeps missing values.</summary>
internal sealed class TimeZoneAction(int slot, string column, TimeShift move, DatePattern target, ByteTexts missing) : RowAction
{
    public override RowOutcome Apply(RowCells cells)
    {
        if (cells.IsMissing(slot, missing))
            return RowOutcome.Passed;
        if (move.Find(cells[slot], out var moment) is { } problem)
            return cells.Fail(slot, column, problem);
        cells.Result.Truncate(0);
        target.Write(moment, cells.Result);
        if (!cells.Result.Written.SequenceEqual(cells[slot]))
            cells.Set(slot, cells.Result.Written);
        return RowOutcome.Passed;
    }
}
