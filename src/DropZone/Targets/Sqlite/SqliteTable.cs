using DropZone.Feeds.Targets;
using DropZone.Tables.Schema;
using DropZone.Targets.Loading;
using Microsoft.Data.Sqlite;

namespace DropZone.Targets.Sqlite;

/// <summary>Prepares the table that receives the rows, and writes its statements.</summary>
internal static class SqliteTable
{
    // a module may round numbers, as that of R-trees does; those of texts do not
    private const string NoTable = """
        SELECT l.name FROM pragma_table_list l JOIN sqlite_master m ON m.name = l.name
        WHERE l.schema = 'main' AND l.name = $name COLLATE NOCASE AND (l.type = 'view' OR (l.type = 'virtual' AND m.sql NOT LIKE '%USING fts%'))
        """;

    /// <summary>Creates the table if it may, and empties it for `replace`. Returns null, or why the table cannot receive the columns.</summary>
    public static string? Prepare(SqliteConnection connection, TableTarget target, IReadOnlyList<Field> columns)
    {
        var known = Columns(connection, target.Table);
        if (known.Count == 0 && !target.Create)
            return $"there is no table {target.Table}. Create it, or set `create: true`";
        if (known.Count == 0)
            Execute(connection, CreateText(target, columns));
        else if (TableColumns.Complaint(target, columns, known) is { } complaint)
            return complaint;
        if (Names(connection, NoTable, target.Table).Count > 0)
            return $"{target.Table} is a view or a virtual table, of which SQLite does not show what it stores. Name a table";
        if (target.Mode == LoadMode.Upsert && !HasUniqueKey(connection, target))
            return $"table {target.Table} has no primary key or unique index of exactly the columns {string.Join(", ", target.Key)}. Create one, or correct `key`";
        if (target.Mode == LoadMode.Replace)
        {
            Execute(connection, $"DELETE FROM {Quoted(target.Table)}");
            if (Names(connection, $"SELECT 'row' WHERE $name IS NOT NULL AND EXISTS (SELECT 1 FROM {Quoted(target.Table)})", target.Table).Count > 0)
                return $"table {target.Table} keeps rows after a DELETE of all, for mode `replace`. Change its triggers, or the mode";
        }

        return null;
    }

    /// <summary>Returns how the values of each column of the output are bound. Source: https://www.sqlite.org/pragma.html#pragma_table_list</summary>
    public static IReadOnlyList<SqliteColumn> ColumnsOf(SqliteConnection connection, TableTarget target, IReadOnlyList<Field> columns)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT c.name, c.type, l.strict, c.pk = 1 AND c.type = 'INTEGER' COLLATE NOCASE AND NOT l.wr AND (SELECT max(pk) FROM pragma_table_info($table)) = 1
            FROM pragma_table_info($table) c LEFT JOIN pragma_table_list l ON l.schema = 'main' AND l.name = $table COLLATE NOCASE
            """;
        command.Parameters.AddWithValue("$table", target.Table);
        using var reader = command.ExecuteReader();
        var found = new Dictionary<string, (string Type, bool IsStrict, bool IsRowId)>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            found[reader.GetString(0)] = (reader.GetString(1), !reader.IsDBNull(2) && reader.GetBoolean(2), !reader.IsDBNull(3) && reader.GetBoolean(3));
        return [.. columns.Select(column => new SqliteColumn(column, found[column.Name].Type, found[column.Name].IsStrict, found[column.Name].IsRowId,
            target.Mode == LoadMode.Upsert && target.Key.Contains(column.Name)))];
    }

    /// <summary>
    /// Returns the INSERT, with a parameter for each column. The table may have `ON CONFLICT IGNORE` or `REPLACE`, which would drop rows; but
    /// the conflict clause of a statement also counts for its triggers, and is missing where it is not needed.
    /// </summary>
    public static string InsertText(SqliteConnection connection, TableTarget target, IReadOnlyList<Field> columns)
    {
        var resolves = Names(connection, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = $name COLLATE NOCASE", target.Table)
            .Any(text => text.Contains("CONFLICT", StringComparison.OrdinalIgnoreCase));
        var names = string.Join(", ", columns.Select(column => Quoted(column.Name)));
        var values = string.Join(", ", columns.Select(_ => "?"));
        return $"INSERT {(resolves ? "OR ABORT " : "")}INTO {Quoted(target.Table)} ({names}) VALUES ({values})" + (target.Mode == LoadMode.Upsert ? Upsert(target, columns) : "");
    }

    private static string Upsert(TableTarget target, IReadOnlyList<Field> columns)
    {
        // the key, too: a collation may find a row whose key has other characters
        var values = string.Join(", ", columns.Select(column => $"{Quoted(column.Name)} = excluded.{Quoted(column.Name)}"));
        return $" ON CONFLICT ({string.Join(", ", target.Key.Select(Quoted))}) DO UPDATE SET {values}";
    }

    private static string CreateText(TableTarget target, IReadOnlyList<Field> columns)
    {
        var key = target.Key.Count == 0 ? "" : $", PRIMARY KEY ({string.Join(", ", target.Key.Select(Quoted))})";
        return $"CREATE TABLE {Quoted(target.Table)} ({string.Join(", ", columns.Select(column => $"{Quoted(column.Name)} {TypeOf(column.Type)}"))}{key})";
    }

    // types that give a column its affinity: https://www.sqlite.org/datatype3.html#determination_of_column_affinity
    private static string TypeOf(FieldType type) => type switch
    {
        FieldType.Integer or FieldType.Year => "INTEGER",
        FieldType.Number => "NUMERIC",
        FieldType.Boolean => "INTEGER",
        _ => "TEXT",
    };

    private static List<string> Columns(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info($table)";
        command.Parameters.AddWithValue("$table", table);
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    private static bool HasUniqueKey(SqliteConnection connection, TableTarget target)
    {
        var keys = new List<HashSet<string>> { Names(connection, "SELECT name FROM pragma_table_info($name) WHERE pk > 0", target.Table) };
        foreach (var index in Names(connection, "SELECT name FROM pragma_index_list($name) WHERE \"unique\" = 1 AND partial = 0", target.Table))
            keys.Add(Names(connection, "SELECT name FROM pragma_index_info($name)", index));
        return keys.Exists(key => key.SetEquals(target.Key));
    }

    private static HashSet<string> Names(SqliteConnection connection, string text, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$name", name);
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            names.Add(reader.IsDBNull(0) ? "" : reader.GetString(0)); // an expression has no name
        return names;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
