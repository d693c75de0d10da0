using DropZone.Feeds.Values;

namespace DropZone.Feeds.Targets;

/// <summary>A table of a PostgreSQL database.</summary>
/// <param name="Name">The name, unique among the targets of its feed.</param>
/// <param name="Connection">The connection string of Npgsql: <c>Host=…;Database=…</c>.</param>
/// <param name="Database">The database, for messages: <c>shop on db.example.com</c>.</param>
/// <param name="Table">The name of the table, qualified by its schema if that is not in the search path.</param>
public sealed record PostgresTarget(string Name, SecretText Connection, string Database, string Table) : TableTarget(Name, Table)
{
    public const string Word = "postgres";

    public override string Kind => Word;

    public override string Place => $"{Table} in {Database}";
}
