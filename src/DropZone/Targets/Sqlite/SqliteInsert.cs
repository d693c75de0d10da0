using DropZone.Targets.Loading;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DropZone.Targets.Sqlite;

/// <summary>A prepared INSERT whose parameters are the cells of a row, handed over as bytes; the columns of the table make values of them.</summary>
internal sealed class SqliteInsert : IDisposable
{
    public const int RowsBetweenCancellationChecks = 4096;

    private readonly SqliteConnection connection;
    private readonly SQLitePCL.sqlite3_stmt statement;

    public SqliteInsert(SqliteConnection connection, string text)
    {
        this.connection = connection;
        Check(sqlite3_prepare_v2(connection.Handle, text, out statement));
    }

    /// <exception cref="SqliteException">The row is not taken.</exception>
    public void Add(SealedRows rows)
    {
        for (var i = 0; i < rows.Columns.Count; i++)
            Check(rows.TryValue(i, out var value) ? sqlite3_bind_text(statement, i + 1, value) : sqlite3_bind_null(statement, i + 1));
        var answer = sqlite3_step(statement);
        if (answer == SQLITE_DONE)
            _ = sqlite3_reset(statement);
        else
            Check(answer);
    }

    public void Dispose() => statement.Dispose();

    private void Check(int answer) => SqliteException.ThrowExceptionForRC(answer, connection.Handle);
}
