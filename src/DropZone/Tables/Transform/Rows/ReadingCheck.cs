using DropZone.Csv;
using DropZone.Csv.Reading;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Rejects rows in which a cell has two values: one in the format of the schema, another where it is read plainly, as by a target.</summary>
/// <param name="slot">Of the column.</param>
/// <param name="column">Its name.</param>
/// <param name="readings">Of its cells.</param>
/// <param name="missing">Its missing values.</param>
internal sealed class ReadingCheck(int slot, string column, TwoReadings readings, ByteTexts missing) : PredictableAction
{
    private readonly string _message = $"has two values behind a step that edits text: one in the format of the schema, another read plainly. {readings.Remedy}";

    public override void FindUnchanged(RowBatch rows, Span<bool> touched, ByteBuffer result)
    {
        var cells = rows.Column(slot);
        for (var row = 0; row < touched.Length; row++)
            touched[row] |= !readings.Agree(cells[row]);
    }

    public override RowOutcome Apply(RowCells cells) =>
        cells.IsMissing(slot, missing) || readings.Agree(cells[slot]) ? RowOutcome.Passed : cells.Fail(slot, column, _message);
}
