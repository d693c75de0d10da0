using System.Globalization;
using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>
/// Loads rows into a table of PostgreSQL by COPY: exactly once, as the job is recorded in the same transaction, in the table
/// <c>dropzone_jobs</c> next to the table. If the connection breaks during the commit, the next try checks whether it succeeded.
/// </summary>
/// <param name="target">The table and its database.</param>
internal sealed class PostgresLoader(PostgresTarget target) : ILoader
{
    private readonly Lock _opening = new();
    private NpgsqlDataSource? _source;
    private string _timezone = "UTC";

    public async Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping)
    {
        var hasSentRows = false;
        try
        {
            if (Source(out var missing) is not { } database)
                return new LoadResult.Down(missing);
            await using var connection = await OpenAsync(database, stopping).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(stopping).ConfigureAwait(false);
            await PostgresSession.SetAsync(connection, _timezone, stopping).ConfigureAwait(false);
            using var rows = request.OpenRows(booleansAsDigits: false);
            var table = new PostgresTable(connection, target, rows.Columns);
            var jobs = new PostgresJobs(connection, target);
            if (await jobs.EnterAsync(request, stopping).ConfigureAwait(false) is { } known)
            {
                return known == request.Receipt.File.Sha256
                    ? new LoadResult.Loaded()
                    : new LoadResult.Refused($"{target.Place} already has rows of this job with other content. Delete these rows and the job's row in {jobs.Table}, then retry.");
            }

            if (await table.PrepareAsync(stopping).ConfigureAwait(false) is { } refusal)
                return new LoadResult.Refused(refusal);
            hasSentRows = true;
            if (await table.CopyAsync(rows, stopping).ConfigureAwait(false) is { } refused)
            {
                await transaction.RollbackAsync(stopping).ConfigureAwait(false);
                return new LoadResult.Refused($"{target.Place} rejected the output: {refused}")
                {
                    Rows = request.FindsRefusals ? await new PostgresRefusals(connection, target, _timezone).FindAsync(request, stopping).ConfigureAwait(false) : [refused],
                };
            }

            if (await table.FinishAsync(rows.Row, stopping).ConfigureAwait(false) is not 0 and var skipped)
            {
                await transaction.RollbackAsync(stopping).ConfigureAwait(false);
                return new LoadResult.Refused(string.Create(
                    CultureInfo.InvariantCulture, $"{target.Place} took only {rows.Row - skipped} of {rows.Row} rows. {PostgresRefusals.SkippedSome}"))
                {
                    Rows = skipped == rows.Row ? [] : await new PostgresRefusals(connection, target, _timezone).FindAsync(request, stopping).ConfigureAwait(false),
                };
            }

            await jobs.CountAsync(request, rows.Row, stopping).ConfigureAwait(false);
            await transaction.CommitAsync(stopping).ConfigureAwait(false);
            return new LoadResult.Loaded();
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested && PostgresErrorClassifier.ResultOf(failure, target, hasSentRows, request.HidesMessages) is not null)
        {
            var result = PostgresErrorClassifier.ResultOf(failure, target, hasSentRows, request.HidesMessages)!;
            return hasSentRows && failure is PostgresException error && result is LoadResult.Refused refusal ? await WithRowsAsync(refusal, error, request, stopping).ConfigureAwait(false) : result;
        }
    }

    /// <summary>Finds the rows that the server refuses, if there is a use for them.</summary>
    private async Task<LoadResult> WithRowsAsync(LoadResult.Refused refusal, PostgresException failure, LoadRequest request, CancellationToken stopping)
    {
        if (!PostgresErrorClassifier.IsAboutRows(failure))
            return refusal;
        if (!request.FindsRefusals || Source(out _) is not { } database)
            return PostgresErrorClassifier.RowOf(failure) is > 0 and var row ? refusal with { Rows = [PostgresErrorClassifier.RefusalOf(failure, row, target, request.HidesMessages)] } : refusal;
        try
        {
            await using var connection = await OpenAsync(database, stopping).ConfigureAwait(false);
            return refusal with { Rows = await new PostgresRefusals(connection, target, _timezone).FindAsync(request, stopping).ConfigureAwait(false) };
        }
        catch (Exception later) when (!stopping.IsCancellationRequested && PostgresErrorClassifier.ResultOf(later, target) is not null)
        {
            return refusal;
        }
    }

    public void Dispose() => _source?.Dispose();

    /// <summary>Returns a connection that works: each pooled one may have lost its server.</summary>
    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource database, CancellationToken stopping)
    {
        var pooled = await database.OpenConnectionAsync(stopping).ConfigureAwait(false);
        try
        {
            await using var probe = new NpgsqlCommand("SELECT 1", pooled);
            await probe.ExecuteScalarAsync(stopping).ConfigureAwait(false);
            return pooled;
        }
        catch (NpgsqlException)
        {
            await pooled.DisposeAsync().ConfigureAwait(false);
            database.Clear();
            return await database.OpenConnectionAsync(stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the connection pool; null, and the reason, if a secret is missing.</summary>
    private NpgsqlDataSource? Source(out string missing)
    {
        missing = "";
        lock (_opening)
        {
            if (_source is not null || target.Connection.TryReveal(out missing) is not { } text)
                return _source;
            var builder = new NpgsqlSlimDataSourceBuilder(text);
            builder.EnableTransportSecurity();
            var settings = builder.ConnectionStringBuilder;
            settings.ApplicationName ??= "dropzone";
            _timezone = settings.Timezone ??= "UTC";
            settings.IncludeErrorDetail = true; // values are removed from it
            if (!settings.ContainsKey("Command Timeout"))
                settings.CommandTimeout = 300; // a table may be locked for a while
            return _source = builder.Build();
        }
    }
}
