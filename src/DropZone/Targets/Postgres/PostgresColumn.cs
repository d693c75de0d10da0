using DropZone.Targets.Postgres.Values;

namespace DropZone.Targets.Postgres;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Of its values.</param>
/// <param name="Declared">Its type as SQL has it, a domain by its name.</param>
/// <param name="IsGenerated">Whether the server computes it of other columns.</param>
/// <param name="IsIdentity">Whether the server numbers the rows in it.</param>
internal sealed record PostgresColumn(string Name, ColumnType Type, string Declared, bool IsGenerated, bool IsIdentity);
