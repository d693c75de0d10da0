using DropZone.Csv;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Rewrites a date in another format.</summary>
internal sealed class DateEdit(MomentReader reader, DatePattern target) : CellEdit
{
    public override string Expected => reader.Expected;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (!reader.TryRead(cell, out var moment) || !target.CanWrite(moment))
            return EditOutcome.Failed;
        target.Write(moment, result);
        return result.Written.SequenceEqual(cell) ? EditOutcome.Unchanged : EditOutcome.Changed;
    }
}
