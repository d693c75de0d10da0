using DropZone.Targets.Loading;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DropZone.Targets.Sqlite;

/// <summary>Decides which errors of SQLite are temporary. Source: https://www.sqlite.org/rescode.html</summary>
internal static class SqliteErrorClassifier
{
    /// <summary>Whether the file is busy, cannot be accessed now, or a resource is exhausted.</summary>
    public static bool CanPass(SqliteException failure) => failure.SqliteErrorCode is
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_IOERR or SQLITE_FULL or SQLITE_CANTOPEN or SQLITE_READONLY or SQLITE_NOMEM or SQLITE_PERM
        or SQLITE_INTERRUPT or SQLITE_PROTOCOL or SQLITE_SCHEMA;

    public static LoadResult ResultOf(SqliteException failure, string path, bool hidesMessages = false) => CanPass(failure)
        ? new LoadResult.Down($"{path}: {Text(failure)}")
        : new LoadResult.Refused($"{path} rejected the output: {Text(failure, hidesMessages)}");

    /// <summary>Returns the column that an error names: "NOT NULL constraint failed: orders.id" → "id". Null if it names none, or several.</summary>
    public static string? Column(SqliteException failure)
    {
        const string Before = "constraint failed: ";
        var text = Text(failure);
        return failure.SqliteErrorCode == SQLITE_CONSTRAINT && text.IndexOf(Before, StringComparison.Ordinal) is >= 0 and var start
            && text[(start + Before.Length)..].Split('.', 2) is [_, var column] && !column.Contains(',', StringComparison.Ordinal) ? column : null;
    }

    /// <summary>Returns the text of SQLite itself: "SQLite Error 5: 'database is locked'." → "database is locked".</summary>
    /// <param name="failure">The error.</param>
    /// <param name="hidesMessages">Whether the text of a trigger is hidden, which may quote any cell. SQLite's own texts have only names.</param>
    public static string Text(SqliteException failure, bool hidesMessages = false)
    {
        if (hidesMessages && failure.SqliteExtendedErrorCode == SQLITE_CONSTRAINT_TRIGGER)
            return "a trigger raised an error, whose message is hidden because the feed has sensitive columns";
        var text = failure.Message;
        var start = text.IndexOf('\'', StringComparison.Ordinal);
        var end = text.LastIndexOf('\'');
        return end > start && start >= 0 ? text[(start + 1)..end] : text;
    }
}
