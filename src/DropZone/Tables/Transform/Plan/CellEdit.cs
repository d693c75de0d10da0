using DropZone.Csv;

namespace DropZone.Tables.Transform.Plan;

/// <summary>What a step does to one cell. Immutable.</summary>
internal abstract class CellEdit
{
    /// <summary>What a cell must be for the edit, for messages.</summary>
    public virtual string Expected => "text";

    /// <summary>Writes the new cell to <paramref name="result"/>, which is empty, if it differs.</summary>
    public abstract EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result);
}
