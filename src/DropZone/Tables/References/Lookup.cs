namespace DropZone.Tables.References;

/// <summary>A lookup of a plan. A run uses the table as loaded at its start.</summary>
internal sealed record Lookup(ReferenceTable Source, LookupColumns Columns)
{
    /// <exception cref="ReferenceException">The table cannot be used.</exception>
    public LookupTable Table() => Source.Lookup(Columns);
}

/// <summary>Columns of a reference table. Equal if they name the same, in the same order.</summary>
/// <param name="Key">By which a row is found.</param>
/// <param name="Values">What it gives.</param>
internal sealed record LookupColumns(IReadOnlyList<string> Key, IReadOnlyList<string> Values)
{
    public bool Equals(LookupColumns? other) => other is not null && Key.SequenceEqual(other.Key) && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => string.Join('\n', Key.Concat(Values)).GetHashCode(StringComparison.Ordinal);
}
