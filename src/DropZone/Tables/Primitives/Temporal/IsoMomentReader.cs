namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Reads ISO 8601 where no schema says whether a time follows the date.</summary>
internal sealed class IsoMomentReader : MomentReader
{
    private readonly IsoReader _date = new(MomentKind.Date);
    private readonly IsoReader _dateTime = new(MomentKind.DateTime);

    public override string Expected => "a date such as 2026-11-30, with or without a time";

    public override bool TryRead(ReadOnlySpan<byte> text, out Moment moment) =>
        _date.TryRead(text, out moment) || _dateTime.TryRead(text, out moment);
}
