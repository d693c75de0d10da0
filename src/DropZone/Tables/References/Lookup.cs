namespace DropZone.Tables.References;

/// <summary>What a plan looks up; a run takes the table as it is at its start.</summary>
internal sealed record Lookup(ReferenceTable Source, LookupColumns Columns)
{
    /// <exception cref="ReferenceException">The table cannot be used.</exception>
    public LookupTable Table() => Source.Lookup(Columns);
}
