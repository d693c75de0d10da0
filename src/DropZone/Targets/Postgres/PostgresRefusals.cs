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
    /// <summary>The reason for rows that a trigger or a rule dropped.</summary>
    public const string SkippedSome = "A trigger or a rule of the table skips the others. Change the trigger or the rule, or drop such rows in the feed's `transform`.";

    private const string Skipped = "a trigger or a rule of the table skips the row. Change the trigger or the rule, or drop such rows in the feed's `transform`.";

    private const int RowsOfPart = 2000;
    private const string Savepoint = "dropzone_part";
    private const string Start = "dropzone_start";

    private readonly SortedDictionary<long, RowRefusal> _refusals = [];
    private readonly List<(int Start, long Row)> _part = [];
    private readonly List<(byte[] Text, long Row)> _waiting = [];
    private bool _checksAtOnce;

    private bool IsFull => _refusals.Count > LoadRequest.MaxRefusals;

    /// <summary>Returns the refused rows, in their order; empty if there are none without the others, or more than the limit.</summary>
    /// <exception cref="NpgsqlException">The server failed otherwise.</exception>
    public async Task<IReadOnlyList<RowRefusal>> FindAsync(LoadRequest request, CancellationToken stopping)
    {
        await using var transaction = await connection.BeginTransactionAsync(stopping).ConfigureAwait(false);
        await PostgresSession.SetAsync(connection, timezone, stopping).ConfigureAwait(false);
        PostgresTable table;
        using (var rows = request.OpenRows(booleansAsDigits: false))
        {
            table = new PostgresTable(connection, target, rows.Columns);
            if (await table.PrepareAsync(stopping).ConfigureAwait(false) is not null)
                return [];
        }

        await ExecuteAsync($"SAVEPOINT {Start}", stopping).ConfigureAwait(false);
        await TryAllAsync(table, request, stopping).ConfigureAwait(false);
        if (!IsFull && !await MeetsConstraintsAsync(stopping).ConfigureAwait(false))
        {
            // constraints that are checked at the commit name no row: once more, with each part checked at once
            await ExecuteAsync($"ROLLBACK TO {Start}; SET CONSTRAINTS ALL IMMEDIATE", stopping).ConfigureAwait(false);
            _refusals.Clear();
            _checksAtOnce = true;
            await TryAllAsync(table, request, stopping).ConfigureAwait(false);
            await RetryWaitingAsync(table, request.HidesMessages, stopping).ConfigureAwait(false);
        }

        await transaction.RollbackAsync(stopping).ConfigureAwait(false);
        return IsFull ? [] : [.. _refusals.Values];
    }

    private async Task TryAllAsync(PostgresTable table, LoadRequest request, CancellationToken stopping)
    {
        using var rows = request.OpenRows(booleansAsDigits: false);
        using var scratch = new ByteBuffer(1 << 16);
        using var block = new ByteBuffer(1 << 16);
        for (var more = true; more && !IsFull;)
        {
            block.Truncate(0);
            _part.Clear();
            while (_part.Count < RowsOfPart && (more = rows.Read()))
            {
                var start = block.Length;
                if (table.Append(rows, block, scratch) is { } refusal)
                    _refusals.TryAdd(rows.Row, refusal);
                else
                    _part.Add((start, rows.Row));
            }

            await TryAsync(table, block, 0, _part.Count, request.HidesMessages, stopping).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(PostgresTable table, ByteBuffer block, int first, int end, bool hidesMessages, CancellationToken stopping)
    {
        if (first >= end || IsFull)
            return;
        var last = end == _part.Count ? block.Length : _part[end].Start;
        var refused = await TryAsync(table, block.WrittenMemory[_part[first].Start..last], _part.GetRange(first, end - first), hidesMessages, stopping).ConfigureAwait(false);
        if (refused is null)
            return;
        foreach (var (place, refusal) in refused)
        {
            _refusals.TryAdd(refusal.Row, refusal);
            var (at, row) = _part[first + place];
            if (_checksAtOnce)
                _waiting.Add((block.Written[at..(first + place + 1 == _part.Count ? block.Length : _part[first + place + 1].Start)].ToArray(), row));
        }

        // where no row is named, each half is tried alone
        var borders = refused.Count == 0 ? [(first + end) / 2] : refused.Select(row => first + row.Place).ToList();
        var from = first;
        foreach (var border in borders)
        {
            await TryAsync(table, block, from, border, hidesMessages, stopping).ConfigureAwait(false);
            from = refused.Count == 0 ? border : border + 1;
        }

        await TryAsync(table, block, from, end, hidesMessages, stopping).ConfigureAwait(false);
    }

    /// <summary>Returns null if the table has the rows now. Otherwise it has none of them, and those are returned that are known to be the reason, with their places.</summary>
    private async Task<IReadOnlyList<(int Place, RowRefusal Refusal)>?> TryAsync(
        PostgresTable table, ReadOnlyMemory<byte> text, List<(int Start, long Row)> rows, bool hidesMessages, CancellationToken stopping)
    {
        await ExecuteAsync($"SAVEPOINT {Savepoint}", stopping).ConfigureAwait(false);
        IReadOnlyList<(int, RowRefusal)> refused;
        try
        {
            await CopyText.SendAsync(connection, table.Copy, text, stopping).ConfigureAwait(false);
            refused = [.. (await table.FindChangedAsync(stopping).ConfigureAwait(false))
                .Select(changed => ((int)changed.Row - 1, new RowRefusal(rows[(int)changed.Row - 1].Row, changed.Column.Name, changed.Column.Change)))];
            if (refused.Count == 0 && await table.FinishAsync(rows.Count, stopping).ConfigureAwait(false) == 0)
            {
                await table.ClearStagedAsync(stopping).ConfigureAwait(false);
                await ExecuteAsync($"RELEASE {Savepoint}", stopping).ConfigureAwait(false);
                return null;
            }

            if (refused.Count == 0 && rows.Count == 1)
                refused = [(0, new RowRefusal(rows[0].Row, null, Skipped))];
        }
        catch (PostgresException failure) when (PostgresErrorClassifier.IsAboutRows(failure))
        {
            var place = rows.Count == 1 ? 0 : PostgresErrorClassifier.RowOf(failure) - 1;
            refused = place >= 0 && place < rows.Count ? [(place, PostgresErrorClassifier.RefusalOf(failure, rows[place].Row, target, hidesMessages))] : [];
        }

        await ExecuteAsync($"ROLLBACK TO {Savepoint}", stopping).ConfigureAwait(false);
        return refused;
    }

    /// <summary>Tries rows again that may have needed a later one.</summary>
    private async Task RetryWaitingAsync(PostgresTable table, bool hidesMessages, CancellationToken stopping)
    {
        for (var before = -1; before != _waiting.Count && !IsFull;)
        {
            before = _waiting.Count;
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                var (text, row) = _waiting[i];
                if (await TryAsync(table, text, [(0, row)], hidesMessages, stopping).ConfigureAwait(false) is not null)
                    continue;
                _waiting.RemoveAt(i);
                _refusals.Remove(row);
            }
        }
    }

    private async Task<bool> MeetsConstraintsAsync(CancellationToken stopping)
    {
        try
        {
            await ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE", stopping).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException failure) when (PostgresErrorClassifier.IsAboutRows(failure))
        {
            return false;
        }
    }

    private async Task ExecuteAsync(string text, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
    }
}
