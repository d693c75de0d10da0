using DropZone.Csv;

namespace DropZone.Rules.Output;

/// <summary>What a transform step does to a row, once its columns are known. Immutable: several runs share it.</summary>
internal abstract class RowStep
{
    /// <summary>Whether the cells it writes tell where in the file the row stands.</summary>
    public virtual bool AsksForPlace => false;

    /// <summary>Whether <see cref="Foresee"/> tells which rows it leaves as they are.</summary>
    public virtual bool IsForeseeable => false;

    /// <summary>Marks the rows that it would change or not let pass, of those that no other step has changed.</summary>
    /// <param name="index">Whose rows they are.</param>
    /// <param name="firstRow">The first of them.</param>
    /// <param name="touched">One for each row.</param>
    /// <param name="result">For the making of a cell.</param>
    public virtual void Foresee(BlockIndex index, int firstRow, Span<bool> touched, ByteBuffer result) => throw new NotSupportedException();

    /// <summary>Takes the step. <see cref="RowOutcome.Rejected"/> only after <see cref="RowCells.Fail"/>.</summary>
    public abstract RowOutcome Apply(RowCells cells);
}
