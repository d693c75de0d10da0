using DropZone.Csv;
using DropZone.Feeds.Targets;
using DropZone.Tables.Schema;
using DropZone.Targets.Loading;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>The table that receives the rows, in one transaction: 1. prepare; 2. copy; 3. finish.</summary>
internal sealed class PostgresTable(NpgsqlConnection connection, PostgresTarget target, IReadOnlyList<Field> columns)
{
    private readonly string _table = PostgresName.Quoted(target.Table);
    private IReadOnlyList<CopyColumn> _columns = [];
    private PostgresStaging? _staging;

    /// <summary>Creates the table if it may, and empties it for `replace`. Returns null, or why the table cannot receive the columns.</summary>
    public async Task<string?> PrepareAsync(CancellationToken stopping)
    {
        var found = await PostgresName.FindAsync(connection, _table, stopping).ConfigureAwait(false);
        if (found is null && !target.Create)
            return $"there is no table {target.Table} in {target.Database}. Create it, or set `create: true`.";
        if (found is null)
            await ExecuteAsync(CreateText(), stopping).ConfigureAwait(false);
        var known = await PostgresColumns.OfAsync(connection, _table, stopping).ConfigureAwait(false);
        if (TableColumns.Complaint(target, columns, [.. known.Select(column => column.Name)]) is { } complaint)
            return complaint;
        _columns = [.. columns.Select(column => ColumnOf(column, known))];
        if (_columns.FirstOrDefault(column => column.Column.IsGenerated) is { } generated)
            return $"column {generated.Name} of table {target.Table} is computed by PostgreSQL, and takes no value. Drop the column in the feed's `transform`.";
        var relation = await PostgresRelation.OfAsync(connection, _table, stopping).ConfigureAwait(false);
        if (target.Mode == LoadMode.Replace)
        {
            await ExecuteAsync($"DELETE FROM {_table}", stopping).ConfigureAwait(false);
            if (relation.MayKeep && await HasRowsAsync(stopping).ConfigureAwait(false))
                return $"table {target.Table} keeps rows after a DELETE of all, for mode `replace`. Change its triggers or rules, or the mode.";
        }

        if (target.Mode == LoadMode.Upsert || relation.MaySkip || _columns.Any(column => column.Value.IsCompared))
        {
            _staging = new PostgresStaging(connection, target, _table, _columns);
            await _staging.CreateAsync(stopping).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>The statement that receives rows in the text format.</summary>
    public string Copy => _staging?.Copy ?? $"COPY {_table} ({string.Join(", ", _columns.Select(column => column.QuotedName))}) FROM STDIN";

    /// <summary>Sends all rows. Returns null, or the first row with a value that its column cannot hold; no row counts then.</summary>
    public async Task<RowRefusal?> CopyAsync(SealedRows rows, CancellationToken stopping)
    {
        if (await CopyText.SendAsync(connection, Copy, rows, _columns, stopping).ConfigureAwait(false) is { } refusal)
            return refusal;
        return await FindChangedAsync(stopping).ConfigureAwait(false) is [var (row, column), ..] ? new RowRefusal(row, column.Name, column.Change) : null;
    }

    /// <summary>Appends the current row. Returns null, or the refusal of a value; nothing is appended then.</summary>
    public RowRefusal? Append(SealedRows rows, ByteBuffer block, ByteBuffer scratch) => CopyText.Append(rows, _columns, block, scratch);

    /// <summary>Returns the numbers of the rows sent, from 1, that have a value of which the server would make another, and their first such column.</summary>
    public async Task<IReadOnlyList<(long Row, CopyColumn Column)>> FindChangedAsync(CancellationToken stopping) =>
        _staging is null ? [] : await _staging.FindChangedAsync(stopping).ConfigureAwait(false);

    /// <summary>Empties what is merged, for another part of the rows.</summary>
    public Task ClearStagedAsync(CancellationToken stopping) => _staging?.ClearAsync(stopping) ?? Task.CompletedTask;

    /// <summary>Puts the rows into the table, where the COPY did not. Returns the number of those that it does not take.</summary>
    /// <param name="rows">The number of rows sent.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task<long> FinishAsync(long rows, CancellationToken stopping) =>
        _staging is null ? 0 : await _staging.InsertAsync(rows, stopping).ConfigureAwait(false);

    private CopyColumn ColumnOf(Field field, IReadOnlyList<PostgresColumn> known)
    {
        var column = known.FirstOrDefault(column => column.Name == field.Name) ?? known.First(column => column.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase));

        // rows are merged by a key of values: a row without one could not be found again
        return new CopyColumn(field.Name, column, column.Type.ValueOf(field), target.Mode == LoadMode.Upsert && target.Key.Contains(field.Name));
    }

    private string CreateText()
    {
        var key = target.Key.Count == 0 ? "" : $", PRIMARY KEY ({string.Join(", ", target.Key.Select(PostgresName.QuotedPart))})";
        return $"CREATE TABLE IF NOT EXISTS {_table} ({string.Join(", ", columns.Select(column => $"{PostgresName.QuotedPart(column.Name)} {TypeOf(column.Type)}"))}{key})";
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

    private async Task<bool> HasRowsAsync(CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {_table})", connection);
        return (bool)(await command.ExecuteScalarAsync(stopping).ConfigureAwait(false))!;
    }

    private async Task ExecuteAsync(string text, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
    }
}
