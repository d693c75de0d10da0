using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Tables.Primitives.Text;

namespace DropZone.Tables.Transform.Plan;

/// <summary>Protects against cells that a spreadsheet would run as formulas: escapes them with an apostrophe, or rejects the row.</summary>
/// <param name="columns">The columns of the output.</param>
internal sealed class GuardAction(OutputColumn[] columns, bool escapes) : PredictableAction
{
    // a text of the configuration, which must stay what it means
    private readonly ByteTexts[] _missing = [.. columns.Select(column => new ByteTexts(column.Cells.MissingValues ?? []))];

    public override void FindUnchanged(RowBatch rows, Span<bool> touched, ByteBuffer result)
    {
        foreach (var column in columns)
        {
            var cells = rows.Column(column.Slot);
            for (var row = 0; row < touched.Length; row++)
                touched[row] |= Formula.Is(cells[row]);
        }
    }

    public override RowOutcome Apply(RowCells cells)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var (name, slot, _, _) = columns[i];
            var cell = cells[slot];
            if (!Formula.Is(cell) || cells.IsMissing(slot, _missing[i]))
                continue;
            if (!escapes)
            {
                return cells.Fail(slot, name, "begins like a formula that a spreadsheet would run. " +
                    "Correct the cell, or write `csv-injection: escape` in the output of the feed");
            }

            cells.Result.Truncate(0);
            cells.Result.Append((byte)'\'');
            cells.Result.Append(cell);
            cells.Set(slot, cells.Result.Written);
        }

        return RowOutcome.Passed;
    }
}
