using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DropZone.Ledger;

/// <summary>
/// The keys of what earlier jobs of a feed delivered within a window, as the ledger stood when this was opened. Whoever uses it
/// ends before another job of the feed begins, so nothing is missed. For one thread; no allocation per question.
/// </summary>
internal sealed class SeenKeys : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly bool ownsConnection;
    private readonly SQLitePCL.sqlite3_stmt statement;
    private readonly HashSet<long> counting;
    private readonly UInt128 salt;

    /// <param name="connection">To the ledger.</param>
    /// <param name="ownsConnection">Whether it is closed with this.</param>
    /// <param name="since">When a job was sealed at the earliest to count.</param>
    /// <param name="except">The job that asks.</param>
    /// <exception cref="SqliteException">The ledger cannot be read.</exception>
    public SeenKeys(SqliteConnection connection, bool ownsConnection, string feed, DateTimeOffset since, string except)
    {
        this.connection = connection;
        this.ownsConnection = ownsConnection;
        salt = RecordKey.SaltOf(feed);
        counting = Counting(feed, since, except);
        SqliteException.ThrowExceptionForRC(
            sqlite3_prepare_v2(connection.Handle, "SELECT job FROM record_keys WHERE key = ?1", out statement), connection.Handle);
    }

    /// <summary>On a connection of its own, which sees the ledger as it is now.</summary>
    /// <param name="path">Of the ledger, which must be there.</param>
    public static SeenKeys Snapshot(string path, string feed, DateTimeOffset since, string except)
    {
        var connection = LedgerDatabase.OpenSnapshot(path);
        try
        {
            return new SeenKeys(connection, ownsConnection: true, feed, since, except);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <exception cref="SqliteException">The ledger cannot be read.</exception>
    public bool Contains(UInt128 key)
    {
        if (counting.Count == 0)
            return false;
        Span<byte> bytes = stackalloc byte[RecordKey.Size];
        RecordKey.Write(bytes, key, salt);
        SqliteException.ThrowExceptionForRC(sqlite3_bind_blob(statement, 1, bytes), connection.Handle);
        var answer = sqlite3_step(statement);
        var isSeen = answer == SQLITE_ROW && counting.Contains(sqlite3_column_int64(statement, 0));
        _ = sqlite3_reset(statement);
        if (answer is not (SQLITE_ROW or SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(answer, connection.Handle);
        return isSeen;
    }

    public void Dispose()
    {
        statement.Dispose();
        if (ownsConnection)
            connection.Dispose();
    }

    private HashSet<long> Counting(string feed, DateTimeOffset since, string except)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM jobs WHERE feed = $feed AND outcome IN (0, 1) AND sealed >= $since AND job <> $except";
        command.Parameters.AddWithValue("$feed", feed);
        command.Parameters.AddWithValue("$since", since.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$except", except);
        using var rows = command.ExecuteReader();
        var ids = new HashSet<long>();
        while (rows.Read())
            ids.Add(rows.GetInt64(0));
        return ids;
    }
}
