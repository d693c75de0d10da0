using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DropZone.Ledger;

/// <summary>
/// The keys of rows that earlier jobs of a feed delivered within a window, as they were when this was opened. A job that uses it ends before
/// another job of the feed begins, so no key is missed. For one thread; a lookup allocates nothing.
/// </summary>
internal sealed class SeenKeys : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly bool _ownsConnection;
    private readonly SQLitePCL.sqlite3_stmt _statement;
    private readonly HashSet<long> _counting;
    private readonly UInt128 _salt;

    /// <param name="connection">To the ledger.</param>
    /// <param name="ownsConnection">Whether it is closed with this.</param>
    /// <param name="since">The earliest seal of a job that counts.</param>
    /// <param name="except">The job that looks keys up.</param>
    /// <exception cref="SqliteException">The ledger cannot be read.</exception>
    public SeenKeys(SqliteConnection connection, bool ownsConnection, string feed, DateTimeOffset since, string except)
    {
        _connection = connection;
        _ownsConnection = ownsConnection;
        _salt = RecordKey.SaltOf(feed);
        _counting = Counting(feed, since, except);
        SqliteException.ThrowExceptionForRC(
            sqlite3_prepare_v2(connection.Handle, "SELECT job FROM record_keys WHERE key = ?1", out _statement), connection.Handle);
    }

    /// <summary>Opens a connection of its own, which sees the ledger as it is now.</summary>
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
        if (_counting.Count == 0)
            return false;
        Span<byte> bytes = stackalloc byte[RecordKey.Size];
        RecordKey.Write(bytes, key, _salt);
        SqliteException.ThrowExceptionForRC(sqlite3_bind_blob(_statement, 1, bytes), _connection.Handle);
        var answer = sqlite3_step(_statement);
        var isSeen = answer == SQLITE_ROW && _counting.Contains(sqlite3_column_int64(_statement, 0));
        _ = sqlite3_reset(_statement);
        if (answer is not (SQLITE_ROW or SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(answer, _connection.Handle);
        return isSeen;
    }

    public void Dispose()
    {
        _statement.Dispose();
        if (_ownsConnection)
            _connection.Dispose();
    }

    private HashSet<long> Counting(string feed, DateTimeOffset since, string except)
    {
        using var command = _connection.CreateCommand();
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
