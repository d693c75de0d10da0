using DropZone.Feeds.Values;

namespace DropZone.Feeds.Targets;

/// <summary>A table of a PostgreSQL database.</summary>
/// <param name="Name">Among the targets of its feed.</param>
/// <param name="Connection">As Npgsql has it: <c>Host=…;Database=…</c>.</param>
/// <param name="Database">The database, for messages: <c>shop on db.example.com</c>.</param>
/// <param name="Table">Its name, with its schema before a point if that is not in the search path.</param>
public sealed record PostgresTarget(string Name, SecretText Connection, string Database, string Table) : TableTarget(Name, Table)
{
    public const string Word = "postgres";

    public override string Kind => Word;

    public override string Place => $"{Table} in {Database}";
}
