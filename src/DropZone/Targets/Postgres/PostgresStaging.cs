using System.Globalization;
using DropZone.Feeds.Targets;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>
/// A temporary table that gets the rows before the table: to merge them, to compare what the server makes of a text with it, and to count
/// the rows that the table takes.
/// </summary>
/// <param name="connection">In a transaction.</param>
/// <param name="target">The table.</param>
/// <param name="table">Its name, quoted.</param>
/// <param name="columns">Those of the rows.</param>
internal sealed class PostgresStaging(NpgsqlConnection connection, PostgresTarget target, string table, IReadOnlyList<CopyColumn> columns)
{
    private const string Name = "pg_temp.dropzone_rows";
    private const string Order = "dropzone_order";
    private const string Text = "dropzone_text_";

    private readonly string _names = Listed(columns.Select(column => column.QuotedName));
    private readonly int[] _compared = [.. Enumerable.Range(0, columns.Count).Where(i => columns[i].Value.IsCompared)];

    /// <summary>The statement that receives rows: the columns, then the texts of those that are compared.</summary>
    public string Copy => $"COPY {Name} ({Listed([_names, .. _compared.Select(TextName)])}) FROM STDIN";

    public Task CreateAsync(CancellationToken stopping)
    {
        // a key is compared by the collation of its column; for other modes the right to read the table is not needed
        var own = target.Mode == LoadMode.Upsert
            ? $"ON COMMIT DROP AS SELECT {_names} FROM {table} WITH NO DATA"
            : $"({Listed(columns.Select(column => $"{column.QuotedName} {column.Declared}"))}) ON COMMIT DROP";
        var more = string.Concat(_compared.Select(i => $"ADD COLUMN {TextName(i)} text, "));
        return ExecuteAsync($"CREATE TEMP TABLE dropzone_rows {own}; ALTER TABLE {Name} {more}ADD COLUMN {Order} bigint GENERATED ALWAYS AS IDENTITY", stopping);
    }

    /// <summary>Returns the numbers of the rows, from 1, whose text the server writes otherwise than it got it, and their first such column.</summary>
    public async Task<IReadOnlyList<(long Row, CopyColumn Column)>> FindChangedAsync(CancellationToken stopping)
    {
        if (_compared.Length == 0)
            return [];

        // format calls the function by which a client reads the value; a cast may write it otherwise
        var cases = _compared.Select(i => $"WHEN {TextName(i)} IS NOT NULL AND format('%s', {columns[i].QuotedName}) COLLATE \"C\" IS DISTINCT FROM {TextName(i)} THEN {i}");
        await using var command = new NpgsqlCommand(
            $"SELECT row, i FROM (SELECT row_number() OVER (ORDER BY {Order}) AS row, CASE {string.Join(' ', cases)} END AS i FROM {Name}) s WHERE i IS NOT NULL ORDER BY row", connection);
        await using var reader = await command.ExecuteReaderAsync(stopping).ConfigureAwait(false);
        var found = new List<(long, CopyColumn)>();
        while (await reader.ReadAsync(stopping).ConfigureAwait(false))
            found.Add((reader.GetInt64(0), columns[reader.GetInt32(1)]));
        return found;
    }

    /// <summary>Moves the rows to the table. Returns the number of those that it did not take.</summary>
    /// <param name="rows">Their number.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task<long> InsertAsync(long rows, CancellationToken stopping)
    {
        var overriding = columns.Any(column => column.IsIdentity) ? " OVERRIDING SYSTEM VALUE" : ""; // as COPY does
        var insert = $"INSERT INTO {table} ({_names}){overriding} SELECT";
        if (target.Mode != LoadMode.Upsert)
            return rows - await ExecuteAsync($"{insert} {_names} FROM {Name} ORDER BY {Order}", stopping).ConfigureAwait(false);

        var keys = columns.Where(column => column.IsRequired).Select(column => column.QuotedName).ToList();

        // the key, too: a collation may find a row whose key has other characters
        var others = columns.Where(column => !(column.IsRequired && column.IsIdentity)).Select(column => $"{column.QuotedName} = excluded.{column.QuotedName}").ToList();
        var taken = await ExecuteAsync(
            $"{insert} DISTINCT ON ({Listed(keys)}) {_names} FROM {Name} ORDER BY {Listed(keys)}, {Order} DESC "
            + $"ON CONFLICT ({Listed(keys)}) DO {(others.Count == 0 ? "NOTHING" : $"UPDATE SET {Listed(others)}")}",
            stopping).ConfigureAwait(false);
        if (taken == rows)
            return 0;

        // of rows with one key the last counts; a row that is only a key may be there already
        var distinct = $"SELECT DISTINCT {Listed(keys)} FROM {Name}";
        return others.Count > 0
            ? await CountAsync($"SELECT count(*) FROM ({distinct}) s", stopping).ConfigureAwait(false) - taken
            : await CountAsync($"SELECT count(*) FROM ({distinct}) s WHERE NOT EXISTS (SELECT FROM {table} t WHERE {string.Join(" AND ", keys.Select(key => $"t.{key} = s.{key}"))})", stopping)
                .ConfigureAwait(false);
    }

    /// <summary>Empties it, for another part of the rows.</summary>
    public Task ClearAsync(CancellationToken stopping) => ExecuteAsync($"DELETE FROM {Name}", stopping);

    private static string TextName(int column) => string.Create(CultureInfo.InvariantCulture, $"{Text}{column}");

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    private async Task<long> ExecuteAsync(string text, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
    }

    private async Task<long> CountAsync(string text, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(text, connection);
        return (long)(await command.ExecuteScalarAsync(stopping).ConfigureAwait(false))!;
    }
}
