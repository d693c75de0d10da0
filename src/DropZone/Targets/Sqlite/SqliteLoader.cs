using System.Globalization;
using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DropZone.Targets.Sqlite;

/// <summary>
/// Loads rows into a table of an SQLite file: exactly once, as the job is recorded in the same transaction, in the table
/// <c>dropzone_jobs</c>. Durable on return in every journal mode (https://www.sqlite.org/pragma.html#pragma_synchronous, EXTRA).
/// </summary>
/// <param name="target">The table and its file.</param>
/// <param name="zone">The base of a relative path.</param>
/// <param name="clock">For the record.</param>
internal sealed class SqliteLoader(SqliteTarget target, Zone zone, TimeProvider clock) : ILoader
{
    private const int BusySeconds = 10;

    private const string JobsTable = """
        CREATE TABLE IF NOT EXISTS dropzone_jobs (
          job TEXT NOT NULL, target TEXT NOT NULL, feed TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
          "rows" INTEGER NOT NULL, loaded TEXT NOT NULL, PRIMARY KEY (job, target))
        """;

    private readonly string _path = Path.Combine(zone.Root, target.File);

    public Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping) => Task.FromResult(Load(request, stopping));

    public void Dispose()
    {
        // each load has a connection of its own
    }

    private LoadResult Load(LoadRequest request, CancellationToken stopping)
    {
        try
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction(deferred: false);
            if (FindJob(connection, request) is { } sha256)
            {
                return sha256 == request.Receipt.File.Sha256
                    ? new LoadResult.Loaded()
                    : new LoadResult.Refused($"{_path} already has rows of this job with other content. Delete these rows and the job's row in dropzone_jobs, then retry.");
            }

            using var rows = request.OpenRows(booleansAsDigits: true);
            if (SqliteTable.Prepare(connection, target, rows.Columns) is { } unfit)
                return new LoadResult.Refused($"{unfit}, in {_path}");
            if (Insert(connection, rows, request, stopping) is { Count: > 0 } refusals)
                return new LoadResult.Refused(RefusalText(refusals[0])) { Rows = refusals.Count > LoadRequest.MaxRefusals ? [] : refusals };
            RecordJob(connection, request, rows.Row);
            transaction.Commit();
            return new LoadResult.Loaded();
        }
        catch (SqliteException failure)
        {
            return SqliteErrorClassifier.ResultOf(failure, _path, request.HidesMessages);
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = target.Create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            using var settings = connection.CreateCommand();
            settings.CommandText = "PRAGMA synchronous = EXTRA; PRAGMA journal_mode";

            // a commit that deletes the journal depends on the sync of its folder, one that truncates it on that of the journal alone
            if ((string?)settings.ExecuteScalar() == "delete")
            {
                settings.CommandText = "PRAGMA journal_mode = TRUNCATE";
                settings.ExecuteNonQuery();
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Returns the digest of the delivery whose rows are in the table as this job's; null: there are none.</summary>
    private string? FindJob(SqliteConnection connection, LoadRequest request)
    {
        using var command = connection.CreateCommand();
        command.CommandText = JobsTable;
        command.ExecuteNonQuery();
        command.CommandText = "SELECT sha256 FROM dropzone_jobs WHERE job = $job AND target = $target";
        command.Parameters.AddWithValue("$job", request.Receipt.Job);
        command.Parameters.AddWithValue("$target", target.Name);
        return (string?)command.ExecuteScalar();
    }

    private void RecordJob(SqliteConnection connection, LoadRequest request, long rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO dropzone_jobs VALUES ($job, $target, $feed, $file, $sha256, $rows, $loaded)";
        command.Parameters.AddWithValue("$job", request.Receipt.Job);
        command.Parameters.AddWithValue("$target", target.Name);
        command.Parameters.AddWithValue("$feed", request.Receipt.Feed);
        command.Parameters.AddWithValue("$file", request.Receipt.File.Name);
        command.Parameters.AddWithValue("$sha256", request.Receipt.File.Sha256);
        command.Parameters.AddWithValue("$rows", rows);
        command.Parameters.AddWithValue("$loaded", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
    }

    private string RefusalText(RowRefusal refusal) => string.Create(
        CultureInfo.InvariantCulture, $"row {refusal.Row} of the output was rejected: {(refusal.Column is null ? "" : $"column {refusal.Column}: ")}{refusal.Reason}, in {target.Table} of {_path}");

    /// <summary>Returns the rows that the table rejects: all of them if they are needed, otherwise the first.</summary>
    private List<RowRefusal> Insert(SqliteConnection connection, SealedRows rows, LoadRequest request, CancellationToken stopping)
    {
        var refusals = new List<RowRefusal>();
        var columns = SqliteTable.ColumnsOf(connection, target, rows.Columns);
        using var insert = new SqliteInsert(connection, SqliteTable.InsertText(connection, target, rows.Columns), columns);
        while (rows.Read())
        {
            if (Add(insert, rows, request.HidesMessages) is { } refusal)
                refusals.Add(refusal);
            // a constraint may roll everything back; what follows would not be in the transaction
            if (refusals.Count > (request.FindsRefusals ? LoadRequest.MaxRefusals : 0) || (refusals.Count > 0 && sqlite3_get_autocommit(connection.Handle) != 0))
                break;
            if (rows.Row % SqliteInsert.RowsBetweenCancellationChecks == 0)
                stopping.ThrowIfCancellationRequested();
        }

        return refusals;
    }

    private static RowRefusal? Add(SqliteInsert insert, SealedRows rows, bool hidesMessages)
    {
        try
        {
            return insert.Add(rows);
        }
        catch (SqliteException refused) when (!SqliteErrorClassifier.CanPass(refused))
        {
            // SQLite names the column and no value: "NOT NULL constraint failed: orders.id"
            return new RowRefusal(rows.Row, SqliteErrorClassifier.Column(refused), SqliteErrorClassifier.Text(refused, hidesMessages));
        }
    }
}
