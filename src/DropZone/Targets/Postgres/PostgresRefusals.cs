using DropZone.Csv;
using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>
/// Finds the rows that a table does not take: part by part, each behind a savepoint, smaller and smaller where the server does not name a row.
/// Everything is rolled back.
/// </summary>
/// <param name="connection">Without a transaction.</param>
/// <param name="target">The table.</param>
/// <param name="timezone">Of the connection string.</param>
internal sealed class PostgresRefusals(NpgsqlConnection connection, PostgresTarget target, string timezone)
{
    private const int RowsOfPart = 2000;
    private const string Savepoint = "dropzone_part";

    private readonly List<RowRefusal> _refusals = [];
    private readonly List<(int Start, long Row)> _part = [];

    /// <summary>Returns the refused rows, in their order; empty if there are none without the others, or more than the limit.</summary>
    /// <exception cref="NpgsqlException">The server failed otherwise.</exception>
    public async Task<IReadOnlyList<RowRefusal>> FindAsync(LoadRequest request, CancellationToken stopping)
    {
        await using var transaction = await connection.BeginTransactionAsync(stopping).ConfigureAwait(false);
        await PostgresSession.SetAsync(connection, timezone, stopping).ConfigureAwait(false);
        using var rows = request.OpenRows(booleansAsDigits: false);
        var table = new PostgresTable(connection, target, rows.Columns);
        if (await table.PrepareAsync(stopping).ConfigureAwait(false) is not null)
            return [];
        using var scratch = new ByteBuffer(1 << 16);
        using var block = new ByteBuffer(1 << 16);
        for (var more = true; more && _refusals.Count <= LoadRequest.MaxRefusals;)
        {
            block.Truncate(0);
            _part.Clear();
            while (_part.Count < RowsOfPart && (more = rows.Read()))
            {
                var start = block.Length;
                if (table.Append(rows, block, scratch) is { } refusal)
                    _refusals.Add(refusal);
                else
                    _part.Add((start, rows.Row));
            }

            await TryAsync(table, block, 0, _part.Count, request.HidesMessages, stopping).ConfigureAwait(false);
        }

        await transaction.RollbackAsync(stopping).ConfigureAwait(false);
        return _refusals.Count <= LoadRequest.MaxRefusals ? [.. _refusals.OrderBy(refusal => refusal.Row)] : [];
    }

    private async Task TryAsync(PostgresTable table, ByteBuffer block, int first, int end, bool hidesMessages, CancellationToken stopping)
    {
        if (first >= end || _refusals.Count > LoadRequest.MaxRefusals)
            return;
        await ExecuteAsync($"SAVEPOINT {Savepoint}", stopping).ConfigureAwait(false);
        int refused;
        try
        {
            var last = end == _part.Count ? block.Length : _part[end].Start;
            await CopyText.SendAsync(connection, table.Copy, block.WrittenMemory[_part[first].Start..last], stopping).ConfigureAwait(false);
            await table.FinishAsync(stopping).ConfigureAwait(false);
            await table.ClearStagedAsync(stopping).ConfigureAwait(false);
            await ExecuteAsync($"RELEASE {Savepoint}", stopping).ConfigureAwait(false);
            return;
        }
        catch (PostgresException failure) when (PostgresErrorClassifier.IsAboutRows(failure))
        {
            await ExecuteAsync($"ROLLBACK TO {Savepoint}", stopping).ConfigureAwait(false);
            refused = first + PostgresErrorClassifier.RowOf(failure) - 1;
            if (end - first == 1)
                refused = first;
            if (refused >= first && refused < end)
                _refusals.Add(PostgresErrorClassifier.RefusalOf(failure, _part[refused].Row, target, hidesMessages));
            else
                refused = -1;
        }

        // where no row is named, each half is tried alone
        var middle = refused < 0 ? (first + end) / 2 : refused;
        await TryAsync(table, block, first, middle, hidesMessages, stopping).ConfigureAwait(false);
        await TryAsync(table, block, refused < 0 ? middle : refused + 1, end, hidesMessages, stopping).ConfigureAwait(false);
    }

    private async Task ExecuteAsync(string text, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
    }
}
