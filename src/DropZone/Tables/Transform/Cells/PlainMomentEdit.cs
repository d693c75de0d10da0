using System.Globalization;
using DropZone.Csv;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Writes a date, a time or both by ISO 8601, with everything that was read: a fraction to 100 ns, and the UTC offset if there is one.</summary>
internal sealed class PlainMomentEdit(MomentReader reader, MomentKind kind) : CellEdit
{
    private const int TicksPerMicrosecond = 10;

    private static readonly DatePattern Offset = DatePattern.Compile("%:z", out _)!;

    private readonly DatePattern _whole = DatePattern.Compile(kind switch
    {
        MomentKind.Date => "%Y-%m-%d",
        MomentKind.Time => "%H:%M:%S",
        _ => "%Y-%m-%dT%H:%M:%S",
    }, out _)!;

    public override string Expected => reader.Expected;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (!reader.TryRead(cell, out var moment) || moment.IsShortened || LosesPart(moment))
            return EditOutcome.Failed;
        _whole.Write(moment, result);
        if (kind == MomentKind.Date)
            return EditOutcome.Changed;
        var ticks = (int)(moment.Local.Ticks % TimeSpan.TicksPerSecond);
        if (kind == MomentKind.DateTime || ticks != 0)
        {
            result.Append((byte)'.');
            var isFine = ticks % TicksPerMicrosecond != 0;
            (isFine ? ticks : ticks / TicksPerMicrosecond).TryFormat(result.Reserve(8), out var length, isFine ? "D7" : "D6", CultureInfo.InvariantCulture);
            result.Advance(length);
        }

        Offset.Write(moment, result);
        return EditOutcome.Changed;
    }

    /// <summary>Whether a date has a time or an offset, or a time has a date, which the value would not have. Times without a date are of the first day of a calendar.</summary>
    private bool LosesPart(Moment moment) => kind switch
    {
        MomentKind.Date => moment.Local.TimeOfDay != TimeSpan.Zero || moment.OffsetMinutes is not null,
        MomentKind.Time => moment.Local.Date is not ({ Year: 1, DayOfYear: 1 } or { Year: 1900, DayOfYear: 1 }),
        _ => false,
    };
}
