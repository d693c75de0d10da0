namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Reads ISO 8601 where no schema says whether a time follows the date.</summary>
internal sealed class IsoMomentReader : MomentReader
{
    private readonly IsoReader date = new(MomentKind.Date);
    private readonly IsoReader dateTime = new(MomentKind.DateTime);

    public override string Expected => "a date such as 2026-11-30, with or without a time";

    public override bool TryRead(ReadOnlySpan<byte> text, out Moment moment) =>
        date.TryRead(text, out moment) || dateTime.TryRead(text, out moment);
}
