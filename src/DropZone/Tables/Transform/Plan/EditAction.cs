using DropZone.Csv;
using DropZone.Csv.Reading;

namespace DropZone.Tables.Transform.Plan;

/// <summary>Edits one cell of each row.</summary>
/// <param name="column">Its name at that step.</param>
internal sealed class EditAction(int slot, string column, CellEdit edit) : PredictableAction
{
    public override void FindUnchanged(RowBatch rows, Span<bool> touched, ByteBuffer result)
    {
        var cells = rows.Column(slot);
        for (var row = 0; row < touched.Length; row++)
        {
            result.Truncate(0);
            touched[row] |= edit.Apply(cells[row], result) != EditOutcome.Unchanged;
        }
    }

    public override RowOutcome Apply(RowCells cells)
    {
        cells.Result.Truncate(0);
        switch (edit.Apply(cells[slot], cells.Result))
        {
            case EditOutcome.Failed:
                return cells.Fail(slot, column, $"cannot be converted; expected {edit.Expected}");
            case EditOutcome.Changed:
                cells.Set(slot, cells.Result.Written);
                break;
        }

        return RowOutcome.Passed;
    }
}
