using DropZone.Csv;
using DropZone.Tables.Primitives.Unicode;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Converts a cell to Unicode's composed form.</summary>
internal sealed class ComposeEdit : CellEdit
{
    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result) =>
        ComposedForm.Write(cell, result) ? EditOutcome.Changed : EditOutcome.Unchanged;
}
