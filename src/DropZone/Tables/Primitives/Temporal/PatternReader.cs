namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Reads moments by a strptime pattern.</summary>
internal sealed class PatternReader(DatePattern pattern) : MomentReader
{
    public override string Expected => $"the format {pattern.Text}" + (pattern.IsLiteral ? ", which contains no % directive such as %Y-%m-%d" : "");

    public override bool TryRead(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = default;
        return !pattern.IsLiteral && pattern.TryRead(text, out moment);
    }
}
