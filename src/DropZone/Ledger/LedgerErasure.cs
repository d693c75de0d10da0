using DropZone.Spool.Durable;
using DropZone.Spool.Names;
using Microsoft.Data.Sqlite;

namespace DropZone.Ledger;

/// <summary>Removes the keys of an erased job's rows from the ledger, while the service may use it: also from its free pages and its write-ahead log.</summary>
public static class LedgerErasure
{
    private const int KeysAtOnce = 50_000;

    /// <summary>Returns whether nothing is left; false if readers still hold the write-ahead log, which may have the keys until the next checkpoint.</summary>
    /// <param name="zone">The zone; without a ledger there is nothing to remove.</param>
    /// <param name="job">The erased job. Its row stays: it has what the receipt has.</param>
    /// <exception cref="IOException">The ledger cannot be changed.</exception>
    public static bool RemoveKeys(Zone zone, JobName job)
    {
        var path = $"{zone.State}/{LedgerSteps.FileName}";
        if (!File.Exists(path))
            return true;
        try
        {
            using var connection = LedgerDatabase.OpenToSweep(path);
            Execute(connection, "PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000;");
            Remove(connection, job);
            using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            return checkpoint.ExecuteScalar() is 0L;
        }
        catch (SqliteException failure)
        {
            throw new IOException($"The record keys of {job} cannot be removed from {path}: {failure.Message}. Repeat the command", failure);
        }
    }

    private static void Remove(SqliteConnection connection, JobName job)
    {
        // in parts, as the service may wait; there is no index on the job
        for (var last = Array.Empty<byte>(); ;)
        {
            using var end = connection.CreateCommand();
            end.CommandText = "SELECT max(key) FROM (SELECT key FROM record_keys WHERE key > $last ORDER BY key LIMIT $most)";
            end.Parameters.AddWithValue("$last", last);
            end.Parameters.AddWithValue("$most", KeysAtOnce);
            if (end.ExecuteScalar() is not byte[] next)
                return;
            using var delete = connection.CreateCommand();
            delete.CommandText = "DELETE FROM record_keys WHERE key > $last AND key <= $next AND job = (SELECT id FROM jobs WHERE job = $job)";
            delete.Parameters.AddWithValue("$last", last);
            delete.Parameters.AddWithValue("$next", next);
            delete.Parameters.AddWithValue("$job", job.Text);
            delete.ExecuteNonQuery();
            last = next;
        }
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
