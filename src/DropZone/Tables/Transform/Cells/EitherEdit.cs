using DropZone.Csv;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Edits a cell by the first edit that reads it.</summary>
internal sealed class EitherEdit(CellEdit first, CellEdit second) : CellEdit
{
    public override string Expected => first.Expected;

    public override bool KeepsValues => first.KeepsValues;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (first.Apply(cell, result) is var outcome and not EditOutcome.Failed)
            return outcome;
        result.Truncate(0);
        return second.Apply(cell, result);
    }
}
