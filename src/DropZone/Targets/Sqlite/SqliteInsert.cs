using DropZone.Targets.Loading;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DropZone.Targets.Sqlite;

/// <summary>A prepared INSERT whose parameters are the cells of a row as text; the column affinities of the table convert them.</summary>
internal sealed class SqliteInsert : IDisposable
{
    public const int RowsBetweenCancellationChecks = 4096;

    private readonly SqliteConnection _connection;
    private readonly SQLitePCL.sqlite3_stmt _statement;

    public SqliteInsert(SqliteConnection connection, string text)
    {
        _connection = connection;
        Check(sqlite3_prepare_v2(connection.Handle, text, out _statement));
    }

    /// <exception cref="SqliteException">SQLite rejects the row.</exception>
    public void Add(SealedRows rows)
    {
        for (var i = 0; i < rows.Columns.Count; i++)
            Check(rows.TryValue(i, out var value) ? sqlite3_bind_text(_statement, i + 1, value) : sqlite3_bind_null(_statement, i + 1));
        var code = sqlite3_step(_statement);
        if (code == SQLITE_DONE)
            _ = sqlite3_reset(_statement);
        else
            Check(code);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
