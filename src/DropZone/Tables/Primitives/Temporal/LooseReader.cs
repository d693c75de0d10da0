namespace DropZone.Tables.Primitives.Temporal;

/// <summary>
/// Reads the format <c>any</c>: dates and times in common orders. If day and month are ambiguous, the month
/// comes first.
/// </summary>
internal sealed class LooseReader(MomentKind kind) : MomentReader
{
    private readonly IsoReader _iso = new(kind);

    public override string Expected => kind switch
    {
        MomentKind.Date => "a date in a common format, such as 2026-11-30 or 30 November 2026",
        MomentKind.Time => "a time in a common format, such as 06:30 or 6:30 am",
        _ => "a date and time in a common format, such as 2026-11-30 06:30",
    };

    public override bool TryRead(ReadOnlySpan<byte> text, out Moment moment)
    {
        if (_iso.TryRead(text, out moment))
            return true;
        var scan = new LooseScan();
        if (!scan.TryScan(text) || (kind == MomentKind.Time ? !scan.HasTime : !scan.HasDate) || !scan.TryBuild(out moment))
            return false;
        if (kind == MomentKind.Date)
            moment = new Moment(moment.Local.Date);
        if (kind == MomentKind.Time)
            moment = moment with { Local = new DateTime(moment.Local.TimeOfDay.Ticks) };
        return true;
    }
}
