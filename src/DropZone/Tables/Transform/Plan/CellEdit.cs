using DropZone.Csv;

namespace DropZone.Tables.Transform.Plan;

/// <summary>The edit of one cell by a step. Immutable.</summary>
internal abstract class CellEdit
{
    /// <summary>The expected form of the cell, for messages.</summary>
    public virtual string Expected => "text";

    /// <summary>Whether a value that becomes a text of missing values is lost. Otherwise a step may be there to remove values.</summary>
    public virtual bool KeepsValues => false;

    /// <summary>Like <see cref="Apply"/>, for a cell without a value, which stays unless the step names it.</summary>
    public virtual EditOutcome ApplyMissing(ReadOnlySpan<byte> cell, ByteBuffer result) => EditOutcome.Unchanged;

    /// <summary>Writes the new cell to <paramref name="result"/>, which is empty, if it differs.</summary>
    public abstract EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result);
}

/// <summary>The result of an edit.</summary>
internal enum EditOutcome
{
    /// <summary>The cell is unchanged.</summary>
    Unchanged,

    /// <summary>The result contains the new cell.</summary>
    Changed,

    /// <summary>The cell cannot be edited.</summary>
    Failed,
}
