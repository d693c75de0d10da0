using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>Names of PostgreSQL, with or without a schema. Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html</summary>
internal static class PostgresName
{
    /// <summary>Returns the quoted name, with its case: <c>public.Orders</c> → <c>"public"."Orders"</c>.</summary>
    public static string Quoted(string name) => string.Join('.', name.Split('.').Select(QuotedPart));

    /// <summary>Returns the quoted name of a column, which may contain a point.</summary>
    public static string QuotedPart(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Returns another name in the schema of a table.</summary>
    public static string Beside(string table, string name) => table.LastIndexOf('.') is > 0 and var point ? $"{table[..point]}.{name}" : name;

    /// <summary>Returns the OID of the table; null: there is none.</summary>
    public static async Task<uint?> FindAsync(NpgsqlConnection connection, string quoted, CancellationToken stopping)
    {
        await using var find = new NpgsqlCommand("SELECT to_regclass($1)::oid", connection);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = quoted });
        return await find.ExecuteScalarAsync(stopping).ConfigureAwait(false) as uint?;
    }
}
