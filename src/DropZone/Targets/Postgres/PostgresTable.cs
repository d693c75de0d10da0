using DropZone.Csv;
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
    private IReadOnlyList<CopyColumn> _columns = [];

    /// <summary>Creates the table if it may, and empties it for `replace`. Returns null, or why the table cannot receive the columns.</summary>
    public async Task<string?> PrepareAsync(CancellationToken stopping)
    {
        var found = await PostgresName.FindAsync(connection, _table, stopping).ConfigureAwait(false);
        if (found is null && !target.Create)
            return $"there is no table {target.Table} in {target.Database}. Create it, or set `create: true`.";
        if (found is null)
            await ExecuteAsync(CreateText(), stopping).ConfigureAwait(false);
        var known = await PostgresColumns.OfAsync(connection, _table, stopping).ConfigureAwait(false);
        if (TableColumns.Complaint(target, columns, [.. known.Keys]) is { } complaint)
            return complaint;
        List<string> names = [.. columns.Select(column =>
            known.ContainsKey(column.Name) ? column.Name : known.Keys.First(name => name.Equals(column.Name, StringComparison.OrdinalIgnoreCase)))];
        _names = [.. names.Select(PostgresName.QuotedPart)];
        _columns = [.. columns.Select((column, i) => new CopyColumn(column.Name, known[names[i]], known[names[i]].ValueOf(column), IsRequired(column)))];
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

    /// <summary>The statement that receives rows in the text format.</summary>
    public string Copy => $"COPY {(target.Mode == LoadMode.Upsert ? Staged : _table)} ({Listed(_names)}) FROM STDIN";

    /// <summary>Sends all rows. Returns null, or the first row with a value that its column cannot hold; no row counts then.</summary>
    public Task<RowRefusal?> CopyAsync(SealedRows rows, CancellationToken stopping) => CopyText.SendAsync(connection, Copy, rows, _columns, stopping);

    /// <summary>Appends the current row. Returns null, or the refusal of a value; nothing is appended then.</summary>
    public RowRefusal? Append(SealedRows rows, ByteBuffer block, ByteBuffer scratch) => CopyText.Append(rows, _columns, block, scratch);

    /// <summary>Empties what is merged, for another part of the rows.</summary>
    public Task ClearStagedAsync(CancellationToken stopping) =>
        target.Mode == LoadMode.Upsert ? ExecuteAsync($"DELETE FROM {Staged}", stopping) : Task.CompletedTask;

    /// <summary>Merges the rows for `upsert`.</summary>
    public async Task FinishAsync(CancellationToken stopping)
    {
        if (target.Mode != LoadMode.Upsert)
            return;
        var key = target.Key.Select(KeyName).ToList();
        var others = _names.Except(key).ToList();
        await ExecuteAsync(
            $"INSERT INTO {_table} ({Listed(_names)}) SELECT DISTINCT ON ({Listed(key)}) {Listed(_names)} FROM {Staged} ORDER BY {Listed(key)}, {StagedOrder} DESC "
            + $"ON CONFLICT ({Listed(key)}) DO {(others.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", others.Select(name => $"{name} = excluded.{name}"))}")}",
            stopping).ConfigureAwait(false);
    }

    /// <summary>Rows are merged by a key of values: a row without one could not be found again.</summary>
    private bool IsRequired(Field column) => target.Mode == LoadMode.Upsert && target.Key.Contains(column.Name);

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

    private async Task ExecuteAsync(string text, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
    }
}
