using System.Globalization;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Converts the times of a column to another time zone. Keeps missing values.</summary>
/// <param name="slot">Of the column.</param>
/// <param name="column">Its name.</param>
/// <param name="move">Finds the time.</param>
/// <param name="target">Writes it.</param>
/// <param name="refusesFraction">Whether the pattern is the default, which has no fraction of a second.</param>
/// <param name="missing">The missing values of the column.</param>
internal sealed class TimeZoneAction(int slot, string column, TimeShift move, DatePattern target, bool refusesFraction, ByteTexts missing) : RowAction
{
    public override RowOutcome Apply(RowCells cells)
    {
        if (cells.IsMissing(slot, missing))
            return RowOutcome.Passed;
        if (move.Find(cells[slot], out var moment) is { } problem)
            return cells.Fail(slot, column, problem);
        if (refusesFraction && (moment.IsShortened || moment.Local.Ticks % TimeSpan.TicksPerSecond != 0))
            return cells.Fail(slot, column, "has a fraction of a second, which the step would drop. Set `to` with %f to keep it, or without to drop it");
        if (!target.CanWriteFraction(moment))
            return cells.Fail(slot, column, "has more than six digits of a second, of which %f would drop the others. Set `to` without %f to drop them all");
        if (!target.CanWriteYear(moment))
            return cells.Fail(slot, column, string.Create(CultureInfo.InvariantCulture, $"is of the year {moment.Local.Year}, which two digits do not tell from another. Write it with %Y"));
        cells.Result.Truncate(0);
        target.Write(moment, cells.Result);
        if (missing.Contains(cells.Result.Written))
            return cells.Fail(slot, column, EditAction.BecomesMissing);
        if (!cells.Result.Written.SequenceEqual(cells[slot]))
            cells.Set(slot, cells.Result.Written);
        return RowOutcome.Passed;
    }
}
