using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Transform.Options;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Reads a time and converts it to another time zone. Immutable.</summary>
/// <param name="zone">The time zone of times without a UTC offset.</param>
/// <param name="target">The time zone of the result.</param>
internal sealed class TimeShift(MomentReader reader, ZoneClock zone, ZoneClock target, RepeatedTime repeated)
{
    private readonly string _unread = $"cannot be converted; expected {reader.Expected}";
    private readonly string _skipped = $"does not exist in {zone.Name}, whose clocks were put forward over it; expected a time that exists";
    private readonly string _twice = $"is ambiguous in {zone.Name}, whose clocks were put back over it; expected a time with its UTC offset";
    private readonly string _beyond = "is outside the years 0001 to 9999 in the other time zone; expected a time within them";

    /// <summary>Returns null after success, otherwise what is wrong with the text.</summary>
    public string? Find(ReadOnlySpan<byte> text, out Moment moved)
    {
        moved = default;
        if (!reader.TryRead(text, out var moment))
            return _unread;
        var utc = moment.UtcTicks;
        if (moment.OffsetMinutes is null)
        {
            if (!zone.TryFind(moment.Local, out var earlier, out var later))
                return _skipped;
            if (earlier != later && repeated == RepeatedTime.Fail)
                return _twice;
            utc = moment.Local.Ticks - (repeated == RepeatedTime.Later ? later : earlier).Ticks;
        }

        var offset = target.OffsetAt(utc);
        var local = utc + offset.Ticks;
        if (local < DateTime.MinValue.Ticks || local > DateTime.MaxValue.Ticks)
            return _beyond;
        moved = new Moment(new DateTime(local), (int)offset.TotalMinutes) { IsShortened = moment.IsShortened };
        return null;
    }
}
