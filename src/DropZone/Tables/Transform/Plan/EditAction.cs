using DropZone.Csv;
using DropZone.Csv.Reading;
using DropZone.Tables.Primitives.Text;

namespace DropZone.Tables.Transform.Plan;

/// <summary>Edits one cell of each row. A cell without a value stays without one, unless the step names it.</summary>
/// <param name="column">Its name at that step.</param>
/// <param name="missing">Its missing values; null: none.</param>
internal sealed class EditAction(int slot, string column, CellEdit edit, ByteTexts? missing = null) : PredictableAction
{
    /// <summary>What is wrong with a cell that a step would turn into no value.</summary>
    public const string BecomesMissing = "would become one of the missing values of the column. Correct the cell, or `missingValues` in the schema";

    private readonly ByteTexts _missing = missing ?? new ByteTexts([]);

    public override void FindUnchanged(RowBatch rows, Span<bool> touched, ByteBuffer result)
    {
        var cells = rows.Column(slot);
        for (var row = 0; row < touched.Length; row++)
        {
            result.Truncate(0);
            var cell = cells[row];
            touched[row] |= (_missing.Contains(cell) ? edit.ApplyMissing(cell, result) : edit.Apply(cell, result)) != EditOutcome.Unchanged;
        }
    }

    public override RowOutcome Apply(RowCells cells)
    {
        cells.Result.Truncate(0);
        var isMissing = cells.IsMissing(slot, _missing);
        switch (isMissing ? edit.ApplyMissing(cells[slot], cells.Result) : edit.Apply(cells[slot], cells.Result))
        {
            case EditOutcome.Failed:
                return cells.Fail(slot, column, $"cannot be converted; expected {edit.Expected}");
            case EditOutcome.Changed when edit.KeepsValues && !isMissing && _missing.Contains(cells.Result.Written):
                return cells.Fail(slot, column, BecomesMissing);
            case EditOutcome.Changed:
                cells.Set(slot, cells.Result.Written);
                break;
        }

        return RowOutcome.Passed;
    }
}
