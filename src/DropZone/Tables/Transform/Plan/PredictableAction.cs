using DropZone.Csv;
using DropZone.Csv.Reading;

namespace DropZone.Tables.Transform.Plan;

/// <summary>A step that finds the rows that it leaves unchanged ahead, column by column.</summary>
internal abstract class PredictableAction : RowAction
{
    /// <summary>Marks the rows that it would change or drop, among those that no other step has changed.</summary>
    /// <param name="rows">The rows, which are not read yet.</param>
    /// <param name="touched">The marks, one for each row.</param>
    /// <param name="result">A buffer for a cell.</param>
    public abstract void FindUnchanged(RowBatch rows, Span<bool> touched, ByteBuffer result);
}
