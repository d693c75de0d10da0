using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DropZone.Ledger;

/// <summary>Writes the keys of one job, sorted in large portions: neighbours in the file are written together.</summary>
internal sealed class KeyWriter : IDisposable
{
    private const int KeysAtOnce = 1 << 20;
    private const string Insert = "INSERT INTO record_keys (key, job) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET job = excluded.job";

    private readonly SqliteConnection _connection;
    private readonly SQLitePCL.sqlite3_stmt _statement;
    private readonly UInt128 _salt;

    public KeyWriter(SqliteConnection connection, string feed)
    {
        _connection = connection;
        _salt = RecordKey.SaltOf(feed);
        SqliteException.ThrowExceptionForRC(sqlite3_prepare_v2(connection.Handle, Insert, out _statement), connection.Handle);
    }

    /// <summary>One transaction a portion.</summary>
    /// <param name="keys">As a run has written them, <see cref="RecordKey.Size"/> bytes each.</param>
    /// <param name="job">The job's id.</param>
    public void Write(Stream keys, long job)
    {
        var bytes = new byte[KeysAtOnce * RecordKey.Size];
        var portion = new UInt128[KeysAtOnce];
        for (int read; (read = keys.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)) > 0;)
        {
            var count = read / RecordKey.Size;
            for (var i = 0; i < count; i++)
                portion[i] = BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(i * RecordKey.Size)) ^ _salt;
            Array.Sort(portion, 0, count);
            Write(portion.AsSpan(0, count), job);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Write(ReadOnlySpan<UInt128> portion, long job)
    {
        using var transaction = _connection.BeginTransaction();
        Span<byte> key = stackalloc byte[RecordKey.Size];
        foreach (var value in portion)
        {
            RecordKey.Write(key, value, 0);
            Check(sqlite3_bind_blob(_statement, 1, key));
            Check(sqlite3_bind_int64(_statement, 2, job));
            var answer = sqlite3_step(_statement);
            _ = sqlite3_reset(_statement);
            if (answer != SQLITE_DONE)
                Check(answer);
        }

        transaction.Commit();
    }

    private void Check(int answer) => SqliteException.ThrowExceptionForRC(answer, _connection.Handle);
}
