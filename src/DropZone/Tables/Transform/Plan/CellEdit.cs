using DropZone.Csv;

namespace DropZone.Tables.Transform.Plan;

/// <summary>The edit of one cell by a step. Immutable.</summary>
internal abstract class CellEdit
{
    /// <summary>The expected form of the cell, for messages.</summary>
    public virtual string Expected => "text";

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
