using DropZone.Targets.Postgres.Values;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>Reads the columns of a table. Source: https://www.postgresql.org/docs/current/catalog-pg-attribute.html</summary>
internal static class PostgresColumns
{
    // a domain has the type and modifier of its base, an array has elements; both may be of domains and arrays again
    private const string Query = """
        WITH RECURSIVE found AS (
          SELECT attname::text AS name, attnum::integer AS place, atttypid AS type, atttypmod AS modifier, 0 AS depth,
            format_type(atttypid, atttypmod) AS declared, coalesce(to_jsonb(a)->>'attgenerated', '') <> '' AS generated, coalesce(to_jsonb(a)->>'attidentity', '') <> '' AS identity
          FROM pg_attribute a WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped
          UNION ALL
          SELECT name, place, CASE typtype WHEN 'd' THEN typbasetype ELSE typelem END, CASE WHEN typtype = 'd' AND typtypmod >= 0 THEN typtypmod ELSE modifier END, depth + 1,
            declared, generated, identity
          FROM found JOIN pg_type t ON t.oid = type WHERE typtype = 'd' OR (typelem <> 0 AND typinput = 'array_in'::regproc))
        SELECT name, type, modifier, format_type(type, modifier), declared, generated, identity, typtype = 'd', typelem <> 0 AND typinput = 'array_in'::regproc,
          (SELECT prosrc FROM pg_proc p WHERE p.oid = typinput) IN ('textin', 'enum_in')
        FROM found JOIN pg_type t ON t.oid = type ORDER BY place, depth DESC
        """;

    /// <summary>Returns the columns, in the order of the table.</summary>
    /// <param name="connection">To the database.</param>
    /// <param name="table">Its name, quoted.</param>
    /// <param name="stopping">Ends the query.</param>
    public static async Task<IReadOnlyList<PostgresColumn>> OfAsync(NpgsqlConnection connection, string table, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(Query, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        await using var reader = await command.ExecuteReaderAsync(stopping).ConfigureAwait(false);
        var found = new List<PostgresColumn>();
        while (await reader.ReadAsync(stopping).ConfigureAwait(false))
        {
            // the innermost type of a column comes first
            var inner = found is [.., var last] && last.Name == reader.GetString(0) ? last.Type : null;
            var (isDomain, isArray) = (reader.GetBoolean(7), reader.GetBoolean(8));
            var type = isDomain && inner is not null
                ? inner
                : new ColumnType(reader.GetFieldValue<uint>(1), reader.GetInt32(2), reader.GetString(3), reader.GetBoolean(9), isArray ? inner : null);
            var column = new PostgresColumn(reader.GetString(0), type, reader.GetString(4), reader.GetBoolean(5), reader.GetBoolean(6));
            if (inner is null)
                found.Add(column);
            else
                found[^1] = column;
        }

        return found;
    }
}
