using DropZone.Targets.Postgres.Values;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>Reads the columns of a table. Source: https://www.postgresql.org/docs/current/catalog-pg-attribute.html</summary>
internal static class PostgresColumns
{
    // a domain has the type and modifier of its base, which may be a domain, too
    private const string Query = """
        WITH RECURSIVE found AS (
          SELECT attname::text AS name, attnum::integer AS place, atttypid AS type, atttypmod AS modifier, 0 AS depth
          FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped
          UNION ALL
          SELECT name, place, typbasetype, CASE WHEN typtypmod < 0 THEN modifier ELSE typtypmod END, depth + 1
          FROM found JOIN pg_type ON oid = type WHERE typtype = 'd')
        SELECT DISTINCT ON (place) name, type, modifier, format_type(type, modifier) FROM found ORDER BY place, depth DESC
        """;

    /// <summary>Returns the type of each column by its name, in the order of the table.</summary>
    /// <param name="connection">To the database.</param>
    /// <param name="table">Its name, quoted.</param>
    /// <param name="stopping">Ends the query.</param>
    public static async Task<IReadOnlyDictionary<string, ColumnType>> OfAsync(NpgsqlConnection connection, string table, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(Query, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        await using var reader = await command.ExecuteReaderAsync(stopping).ConfigureAwait(false);
        var found = new OrderedDictionary<string, ColumnType>(StringComparer.Ordinal);
        while (await reader.ReadAsync(stopping).ConfigureAwait(false))
            found.Add(reader.GetString(0), new ColumnType(reader.GetFieldValue<uint>(1), reader.GetInt32(2), reader.GetString(3)));
        return found;
    }
}
