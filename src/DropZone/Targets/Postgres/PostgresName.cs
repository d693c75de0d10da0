using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>Names of PostgreSQL, with their schema or without. Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html</summary>
internal static class PostgresName
{
    /// <summary>As SQL has it, capitals kept: <c>public.Orders</c> → <c>"public"."Orders"</c>.</summary>
    public static string Quoted(string name) => string.Join('.', name.Split('.').Select(QuotedPart));

    /// <summary>A column, which may hold a point.</summary>
    public static string QuotedPart(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Another name in the schema of a table.</summary>
    public static string Beside(string table, string name) => table.LastIndexOf('.') is > 0 and var point ? $"{table[..point]}.{name}" : name;

    /// <summary>The number of the table; null: there is none.</summary>
    public static async Task<uint?> FindAsync(NpgsqlConnection connection, string quoted, CancellationToken stopping)
    {
        await using var find = new NpgsqlCommand("SELECT to_regclass($1)::oid", connection);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = quoted });
        return await find.ExecuteScalarAsync(stopping).ConfigureAwait(false) as uint?;
    }
}
