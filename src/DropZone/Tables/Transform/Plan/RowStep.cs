namespace DropZone.Tables.Transform.Plan;

/// <summary>What a transform step does to a row, once its columns are known. Immutable: several runs share it.</summary>
internal abstract class RowStep
{
    /// <summary>Whether the cells it writes tell where in the file the row stands.</summary>
    public virtual bool AsksForPlace => false;

    /// <summary>Takes the step. <see cref="RowOutcome.Rejected"/> only after <see cref="RowCells.Fail"/>.</summary>
    public abstract RowOutcome Apply(RowCells cells);
}
