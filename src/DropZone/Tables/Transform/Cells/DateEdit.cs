using DropZone.Csv;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Rewrites a date in another format.</summary>
/// <param name="reader">Reads it.</param>
/// <param name="target">Writes it.</param>
/// <param name="keepsOffset">Whether a time whose UTC offset the pattern drops is refused: a target would take it for UTC.</param>
internal sealed class DateEdit(MomentReader reader, DatePattern target, bool keepsOffset) : CellEdit
{
    private readonly bool _keepsOffset = keepsOffset && target is { HasTime: true, HasOffset: false };

    public override string Expected => reader.Expected
        + (_keepsOffset ? ", without a UTC offset, because the pattern has no %z. Add it, or use the step `datetime`" : "")
        + (target.HasFraction ? ", with at most six digits of a second" : "");

    public override bool KeepsValues => true;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (!reader.TryRead(cell, out var moment) || !target.CanWrite(moment) || (_keepsOffset && moment.OffsetMinutes is not (null or 0)))
            return EditOutcome.Failed;
        target.Write(moment, result);
        return result.Written.SequenceEqual(cell) ? EditOutcome.Unchanged : EditOutcome.Changed;
    }
}
