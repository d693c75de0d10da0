using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>The table <c>dropzone_jobs</c> in the schema of the target's table: the loaded jobs, recorded in the transactions of their rows.</summary>
internal sealed class PostgresJobs(NpgsqlConnection connection, PostgresTarget target)
{
    // serializes concurrent creations of the table: https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
    private const long CreationLock = 0x64726f707a6f6e65;

    /// <summary>Its name, quoted.</summary>
    public string Table { get; } = PostgresName.Quoted(PostgresName.Beside(target.Table, "dropzone_jobs"));

    /// <summary>Inserts the job. Returns null, or the digest of its file if it is in the table already. Waits for a concurrent transaction with the same job.</summary>
    public async Task<string?> EnterAsync(LoadRequest request, CancellationToken stopping)
    {
        if (await PostgresName.FindAsync(connection, Table, stopping).ConfigureAwait(false) is null)
            await CreateAsync(stopping).ConfigureAwait(false);
        await using var enter = new NpgsqlCommand(
            $"INSERT INTO {Table} (job, target, feed, file, sha256, rows) VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT (job, target) DO NOTHING", connection);
        foreach (var value in new[] { request.Receipt.Job, target.Name, request.Receipt.Feed, request.Receipt.File.Name.Replace("\0", "", StringComparison.Ordinal), request.Receipt.File.Sha256 })
            enter.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        if (await enter.ExecuteNonQueryAsync(stopping).ConfigureAwait(false) == 1)
            return null;
        await using var find = new NpgsqlCommand($"SELECT sha256 FROM {Table} WHERE job = $1 AND target = $2", connection);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Receipt.Job });
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = target.Name });
        return (string?)await find.ExecuteScalarAsync(stopping).ConfigureAwait(false);
    }

    /// <summary>Records the number of the job's rows.</summary>
    public async Task CountAsync(LoadRequest request, long rows, CancellationToken stopping)
    {
        await using var count = new NpgsqlCommand($"UPDATE {Table} SET rows = $1 WHERE job = $2 AND target = $3", connection);
        count.Parameters.Add(new NpgsqlParameter<long> { TypedValue = rows });
        count.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Receipt.Job });
        count.Parameters.Add(new NpgsqlParameter<string> { TypedValue = target.Name });
        await count.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
    }

    private async Task CreateAsync(CancellationToken stopping)
    {
        await using var make = new NpgsqlCommand(
            $"""
            SELECT pg_advisory_xact_lock({CreationLock});
            CREATE TABLE IF NOT EXISTS {Table} (
              job text, target text, feed text NOT NULL, file text NOT NULL, sha256 text NOT NULL,
              rows bigint NOT NULL, loaded timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (job, target))
            """,
            connection);
        await make.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
    }
}
