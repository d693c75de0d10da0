namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Reads moments by the first reader that can.</summary>
internal sealed class EitherReader(MomentReader first, MomentReader second) : MomentReader
{
    public override string Expected => first.Expected;

    public override bool TryRead(ReadOnlySpan<byte> text, out Moment moment) => first.TryRead(text, out moment) || second.TryRead(text, out moment);
}
