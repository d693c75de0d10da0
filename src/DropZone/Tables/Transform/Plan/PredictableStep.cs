using DropZone.Csv;
using DropZone.Csv.Reading;

namespace DropZone.Tables.Transform.Plan;

/// <summary>A step that finds the rows that it leaves unchanged ahead, column by column.</summary>
internal abstract class PredictableStep : RowStep
{
    /// <summary>Marks the rows that it would change or not let pass, of those that no other step has changed.</summary>
    /// <param name="rows">Not read yet.</param>
    /// <param name="touched">One for each row.</param>
    /// <param name="result">For the making of a cell.</param>
    public abstract void FindUnchanged(RowBatch rows, Span<bool> touched, ByteBuffer result);
}
