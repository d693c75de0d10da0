namespace DropZone.Feeds.Targets;

/// <summary>A table of an SQLite database, which is a file.</summary>
/// <param name="Name">The name, unique among the targets of its feed.</param>
/// <param name="File">The path of the database, absolute or relative to the zone.</param>
/// <param name="Table">The name of the table.</param>
public sealed record SqliteTarget(string Name, string File, string Table) : TableTarget(Name, Table)
{
    public const string Word = "sqlite";

    public override string Kind => Word;

    public override string Place => $"{Table} in {File}";
}
