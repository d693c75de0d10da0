using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Spool.Durable;
using Microsoft.Data.Sqlite;

namespace DropZone.Ledger;

/// <summary>
/// Removes entries from the ledger that no longer count: the keys of rows that are older than the window of their feed, nearly all of
/// the file. In small portions, so that the service, which writes at the same time, never waits long.
/// </summary>
public static class LedgerSweep
{
    private const int KeysAtOnce = 50_000;
    private const string OldJobs = "job IN (SELECT id FROM jobs WHERE feed = $feed AND sealed < $before)";

    /// <summary>Removes old keys. Returns how many were removed, or would be.</summary>
    /// <exception cref="IOException">The ledger cannot be written.</exception>
    public static long RemoveOldKeys(Zone zone, ZoneConfiguration configuration, DateTimeOffset now, bool isDryRun)
    {
        var path = $"{zone.State}/{LedgerSteps.FileName}";
        var feeds = configuration.Feeds.Where(feed => feed.RecordWindow is not null).ToList();
        if (feeds.Count == 0 || FileStatus.At(path) is null)
            return 0;
        try
        {
            using var connection = LedgerDatabase.OpenToSweep(path);
            return feeds.Sum(feed => isDryRun
                ? CountKeys(connection, feed.Name, now - feed.RecordWindow!.Value)
                : RemoveKeys(connection, feed.Name, now - feed.RecordWindow!.Value));
        }
        catch (SqliteException failure)
        {
            throw new IOException($"{path} cannot be swept: {failure.Message}", failure);
        }
    }

    private static long CountKeys(SqliteConnection connection, string feed, DateTimeOffset before)
    {
        using var count = connection.CreateCommand();
        count.CommandText = $"SELECT count(*) FROM record_keys WHERE {OldJobs}";
        count.Parameters.AddWithValue("$feed", feed);
        count.Parameters.AddWithValue("$before", before.ToUnixTimeMilliseconds());
        return (long)count.ExecuteScalar()!;
    }

    private static long RemoveKeys(SqliteConnection connection, string feed, DateTimeOffset before)
    {
        var (removed, last) = (0L, Array.Empty<byte>());
        while (true)
        {
            using var end = connection.CreateCommand();
            end.CommandText = "SELECT max(key) FROM (SELECT key FROM record_keys WHERE key > $last ORDER BY key LIMIT $most)";
            end.Parameters.AddWithValue("$last", last);
            end.Parameters.AddWithValue("$most", KeysAtOnce);
            if (end.ExecuteScalar() is not byte[] next)
                return removed;
            using var delete = connection.CreateCommand();
            delete.CommandText = $"DELETE FROM record_keys WHERE key > $last AND key <= $next AND {OldJobs}";
            delete.Parameters.AddWithValue("$last", last);
            delete.Parameters.AddWithValue("$next", next);
            delete.Parameters.AddWithValue("$feed", feed);
            delete.Parameters.AddWithValue("$before", before.ToUnixTimeMilliseconds());
            removed += delete.ExecuteNonQuery();
            last = next;
        }
    }
}
