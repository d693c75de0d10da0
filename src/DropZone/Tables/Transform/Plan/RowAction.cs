namespace DropZone.Tables.Transform.Plan;

/// <summary>A transform step compiled for known columns. Immutable: several runs share it.</summary>
internal abstract class RowAction
{
    /// <summary>Whether the cells it writes depend on the place of the row in the file.</summary>
    public virtual bool NeedsPlace => false;

    /// <summary>Applies the step. <see cref="RowOutcome.Rejected"/> only after <see cref="RowCells.Fail"/>.</summary>
    public abstract RowOutcome Apply(RowCells cells);
}
