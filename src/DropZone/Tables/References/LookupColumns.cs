namespace DropZone.Tables.References;

/// <summary>Columns of a reference table. Equal if they name the same, in the same order.</summary>
/// <param name="Key">By which a row is found.</param>
/// <param name="Values">What it gives.</param>
internal sealed record LookupColumns(IReadOnlyList<string> Key, IReadOnlyList<string> Values)
{
    public bool Equals(LookupColumns? other) => other is not null && Key.SequenceEqual(other.Key) && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => string.Join('\n', Key.Concat(Values)).GetHashCode(StringComparison.Ordinal);
}
