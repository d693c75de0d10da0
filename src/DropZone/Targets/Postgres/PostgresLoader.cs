using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>
/// Loads rows into a table of PostgreSQL by COPY: exactly once, as the job is recorded in the same transaction, in the table
/// <c>dropzone_jobs</c> beside the table. Where the connection breaks in the commit, the next try finds out whether it was made.
/// </summary>
/// <param name="target">Which table of which database.</param>
internal sealed class PostgresLoader(PostgresTarget target) : ILoader
{
    private readonly Lock opening = new();
    private NpgsqlDataSource? source;

    public async Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping)
    {
        try
        {
            if (Source(out var missing) is not { } database)
                return new LoadResult.Down(missing);
            await using var connection = await OpenAsync(database, stopping).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(stopping).ConfigureAwait(false);
            using var rows = request.OpenRows(booleansAsDigits: false);
            var table = new PostgresTable(connection, target, rows.Columns);
            var jobs = new PostgresJobs(connection, target);
            if (await jobs.EnterAsync(request, stopping).ConfigureAwait(false) is { } known)
            {
                return known == request.Receipt.File.Sha256
                    ? new LoadResult.Loaded()
                    : new LoadResult.Refused($"{target.Place} has rows of this job already, of another content: delete them there and the job from {jobs.Table}, then retry");
            }

            if (await table.PrepareAsync(stopping).ConfigureAwait(false) is { } refusal)
                return new LoadResult.Refused(refusal);
            await table.CopyAsync(rows, stopping).ConfigureAwait(false);
            if (await table.FinishAsync(stopping).ConfigureAwait(false) is { } unmerged)
                return new LoadResult.Refused(unmerged);
            await jobs.CountAsync(request, rows.Row, stopping).ConfigureAwait(false);
            await transaction.CommitAsync(stopping).ConfigureAwait(false);
            return new LoadResult.Loaded();
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested && PostgresErrorClassifier.EndFor(failure, target) is not null)
        {
            return PostgresErrorClassifier.EndFor(failure, target)!;
        }
    }

    public void Dispose() => source?.Dispose();

    /// <summary>One that answers: of those kept, each may have lost its server meanwhile.</summary>
    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource database, CancellationToken stopping)
    {
        var kept = await database.OpenConnectionAsync(stopping).ConfigureAwait(false);
        try
        {
            await using var ask = new NpgsqlCommand("SELECT 1", kept);
            await ask.ExecuteScalarAsync(stopping).ConfigureAwait(false);
            return kept;
        }
        catch (NpgsqlException)
        {
            await kept.DisposeAsync().ConfigureAwait(false);
            database.Clear();
            return await database.OpenConnectionAsync(stopping).ConfigureAwait(false);
        }
    }

    /// <summary>The connections; null, and which secret is missing.</summary>
    private NpgsqlDataSource? Source(out string missing)
    {
        missing = "";
        lock (opening)
        {
            if (source is not null || target.Connection.TryReveal(out missing) is not { } text)
                return source;
            var builder = new NpgsqlSlimDataSourceBuilder(text);
            builder.EnableTransportSecurity();
            var settings = builder.ConnectionStringBuilder;
            settings.ApplicationName ??= "dropzone";
            settings.Timezone ??= "UTC";
            if (!settings.ContainsKey("Command Timeout"))
                settings.CommandTimeout = 300; // a table may be locked for a while
            return source = builder.Build();
        }
    }
}
