using DropZone.Targets.Loading;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DropZone.Targets.Sqlite;

/// <summary>A prepared INSERT whose parameters are the values of a row, each bound as its column needs it.</summary>
internal sealed class SqliteInsert : IDisposable
{
    public const int RowsBetweenCancellationChecks = 4096;

    private const string Skipped = "a trigger of the table skips the row. Change the trigger, or drop such rows in the feed's `transform`";

    private readonly SqliteConnection _connection;
    private readonly IReadOnlyList<SqliteColumn> _columns;
    private readonly SQLitePCL.sqlite3_stmt _statement;

    /// <param name="connection">To the file.</param>
    /// <param name="text">The statement.</param>
    /// <param name="columns">Of its parameters.</param>
    public SqliteInsert(SqliteConnection connection, string text, IReadOnlyList<SqliteColumn> columns)
    {
        _connection = connection;
        _columns = columns;
        Check(sqlite3_prepare_v2(connection.Handle, text, out _statement));
    }

    /// <summary>Adds the current row. Returns null, or the refusal of a value; nothing is added then.</summary>
    /// <exception cref="SqliteException">SQLite rejects the row.</exception>
    public RowRefusal? Add(SealedRows rows)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            var column = _columns[i];
            var hasValue = rows.TryValue(i, out var value);
            if (!hasValue && column.IsRequired)
                return new RowRefusal(rows.Row, column.Name, column.NoKey);
            if ((hasValue ? column.Bind(_statement, i + 1, value) : sqlite3_bind_null(_statement, i + 1)) is not { } bound)
                return new RowRefusal(rows.Row, column.Name, column.Refusal);
            Check(bound);
        }

        var code = sqlite3_step(_statement);
        try
        {
            if (code != SQLITE_DONE)
                Check(code);
        }
        finally
        {
            _ = sqlite3_reset(_statement);
        }

        return sqlite3_changes(_connection.Handle) == 0 ? new RowRefusal(rows.Row, null, Skipped) : null;
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
