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
