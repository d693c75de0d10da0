using DropZone.Csv;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Rewrites a date in another format. Keeps missing values.</summary>
internal sealed class DateEdit(MomentReader reader, DatePattern target, ByteTexts missing) : CellEdit
{
    public override string Expected => reader.Expected;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (missing.Contains(cell))
            return EditOutcome.Unchanged;
        if (!reader.TryRead(cell, out var moment))
            return EditOutcome.Failed;
        target.Write(moment, result);
        return result.Written.SequenceEqual(cell) ? EditOutcome.Unchanged : EditOutcome.Changed;
    }
}
