using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Temporal;

/// <summary>The types <c>date</c>, <c>time</c> and <c>datetime</c>. Values are ticks in UTC.</summary>
internal sealed class MomentType(MomentKind kind, MomentReader reader) : CellType<long>
{
    public override string Expected => reader.Expected;

    public override bool IsValid(ReadOnlySpan<byte> cell) => reader.IsValid(cell);

    public override string? Doubt(ReadOnlySpan<byte> cell) => reader.Doubt(cell);

    public override bool TryRead(ReadOnlySpan<byte> cell, out long value) => TryRead(reader, cell, out value);

    public override bool TryReadDeclared(ReadOnlySpan<byte> text, out long value) => TryRead(reader.Declared, text, out value);

    public override UInt128 Digest(long value) => (ulong)value;

    private bool TryRead(MomentReader by, ReadOnlySpan<byte> cell, out long value)
    {
        value = 0;
        if (!by.TryRead(cell, out var moment))
            return false;
        value = kind switch
        {
            MomentKind.Date => moment.Local.Date.Ticks,
            MomentKind.Time => moment.UtcTicks - moment.Local.Date.Ticks,
            _ => moment.UtcTicks,
        };
        return true;
    }
}
