using DropZone.Feeds.Targets;
using DropZone.Tables.Schema;
using DropZone.Targets.Loading;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>The table that receives the rows, in one transaction: 1. prepare; 2. copy; 3. finish.</summary>
internal sealed class PostgresTable(NpgsqlConnection connection, PostgresTarget target, IReadOnlyList<Field> columns)
{
    private const string Staged = "pg_temp.dropzone_rows";
    private const string StagedOrder = "dropzone_order";

    private readonly string _table = PostgresName.Quoted(target.Table);
    private IReadOnlyList<string> _names = [];

    /// <summary>Creates the table if it may, and empties it for `replace`. Returns null, or why the table cannot receive the columns.</summary>
    public async Task<string?> PrepareAsync(CancellationToken stopping)
    {
        var found = await PostgresName.FindAsync(connection, _table, stopping).ConfigureAwait(false);
        if (found is null && !target.Create)
            return $"there is no table {target.Table} in {target.Database}. Create it, or set `create: true`.";
        if (found is null)
            await ExecuteAsync(CreateText(), stopping).ConfigureAwait(false);
        var known = await ColumnsAsync(stopping).ConfigureAwait(false);
        if (TableColumns.Complaint(target, columns, known) is { } complaint)
            return complaint;
        _names = [.. columns.Select(column => PostgresName.QuotedPart(
            known.Contains(column.Name) ? column.Name : known.First(name => name.Equals(column.Name, StringComparison.OrdinalIgnoreCase))))];
        if (target.Mode == LoadMode.Replace)
            await ExecuteAsync($"DELETE FROM {_table}", stopping).ConfigureAwait(false);
        if (target.Mode == LoadMode.Upsert)
        {
            await ExecuteAsync(
                $"CREATE TEMP TABLE dropzone_rows ON COMMIT DROP AS SELECT {Listed(_names)} FROM {_table} WITH NO DATA; "
                + $"ALTER TABLE {Staged} ADD COLUMN {StagedOrder} bigint GENERATED ALWAYS AS IDENTITY",
                stopping).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Sends all rows.</summary>
    public Task CopyAsync(SealedRows rows, CancellationToken stopping) =>
        CopyText.SendAsync(connection, $"COPY {(target.Mode == LoadMode.Upsert ? Staged : _table)} ({Listed(_names)}) FROM STDIN", rows, stopping);

    /// <summary>Merges the rows for `upsert`. Returns null, or why they cannot be merged.</summary>
    public async Task<string?> FinishAsync(CancellationToken stopping)
    {
        if (target.Mode != LoadMode.Upsert)
            return null;
        var key = target.Key.Select(KeyName).ToList();
        await using var keyless = new NpgsqlCommand(
            $"SELECT count(*) FROM {Staged} WHERE {string.Join(" OR ", key.Select(name => $"{name} IS NULL"))}", connection);
        if (await keyless.ExecuteScalarAsync(stopping).ConfigureAwait(false) is long and > 0 and var count)
            return $"{count} rows have no value in a column of the key ({string.Join(", ", target.Key)}). Make the column `required` in the schema.";
        var others = _names.Except(key).ToList();
        await ExecuteAsync(
            $"INSERT INTO {_table} ({Listed(_names)}) SELECT DISTINCT ON ({Listed(key)}) {Listed(_names)} FROM {Staged} ORDER BY {Listed(key)}, {StagedOrder} DESC "
            + $"ON CONFLICT ({Listed(key)}) DO {(others.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", others.Select(name => $"{name} = excluded.{name}"))}")}",
            stopping).ConfigureAwait(false);
        return null;
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    private string KeyName(string name) => _names[columns.ToList().FindIndex(column => column.Name == name)];

    private string CreateText()
    {
        var key = target.Key.Count == 0 ? "" : $", PRIMARY KEY ({Listed(target.Key.Select(PostgresName.QuotedPart))})";
        return $"CREATE TABLE IF NOT EXISTS {_table} ({Listed(columns.Select(column => $"{PostgresName.QuotedPart(column.Name)} {TypeOf(column.Type)}"))}{key})";
    }

    private static string TypeOf(FieldType type) => type switch
    {
        FieldType.Integer => "bigint",
        FieldType.Number => "numeric",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.Time => "time",
        FieldType.DateTime => "timestamptz",
        FieldType.Year => "integer",
        FieldType.Duration => "interval",
        FieldType.Object or FieldType.Array or FieldType.GeoJson => "jsonb",
        _ => "text",
    };

    private async Task<List<string>> ColumnsAsync(CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _table });
        await using var reader = await command.ExecuteReaderAsync(stopping).ConfigureAwait(false);
        var found = new List<string>();
        while (await reader.ReadAsync(stopping).ConfigureAwait(false))
            found.Add(reader.GetString(0));
        return found;
    }

    private async Task ExecuteAsync(string text, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
    }
}
