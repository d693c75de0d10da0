using DropZone.Targets.Loading;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace DropZone.Targets.Sqlite;

/// <summary>Which answers of SQLite can pass. Source: https://www.sqlite.org/rescode.html</summary>
internal static class SqliteErrorClassifier
{
    /// <summary>Busy, out of something, or not to be reached now.</summary>
    public static bool CanPass(SqliteException failure) => failure.SqliteErrorCode is
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_IOERR or SQLITE_FULL or SQLITE_CANTOPEN or SQLITE_READONLY or SQLITE_NOMEM or SQLITE_PERM
        or SQLITE_INTERRUPT or SQLITE_PROTOCOL or SQLITE_SCHEMA;

    public static LoadResult EndFor(SqliteException failure, string path) => CanPass(failure)
        ? new LoadResult.Down($"{path}: {Said(failure)}")
        : new LoadResult.Refused($"{path} refuses: {Said(failure)}");

    /// <summary>Its own words: "SQLite Error 5: 'database is locked'." → "database is locked".</summary>
    public static string Said(SqliteException failure)
    {
        var text = failure.Message;
        var start = text.IndexOf('\'', StringComparison.Ordinal);
        var end = text.LastIndexOf('\'');
        return end > start && start >= 0 ? text[(start + 1)..end] : text;
    }
}
