using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Temporal;

/// <summary>The types <c>date</c>, <c>time</c> and <c>datetime</c>. Values are ticks in UTC.</summary>
internal sealed class MomentType(MomentKind kind, MomentReader reader) : CellType<long>
{
    public override string Expected => reader.Expected;

    public override bool IsValid(ReadOnlySpan<byte> cell) => reader.IsValid(cell);

    public override bool TryRead(ReadOnlySpan<byte> cell, out long value)
    {
        value = 0;
        if (!reader.TryRead(cell, out var moment))
            return false;
        value = kind switch
        {
            MomentKind.Date => moment.Local.Date.Ticks,
            MomentKind.Time => moment.UtcTicks - moment.Local.Date.Ticks,
            _ => moment.UtcTicks,
        };
        return true;
    }

    public override UInt128 Digest(long value) => (ulong)value;
}
