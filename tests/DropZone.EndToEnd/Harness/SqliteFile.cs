using Microsoft.Data.Sqlite;

namespace DropZone.EndToEnd.Harness;

/// <summary>Reads, changes and locks an SQLite file, as any other program can.</summary>
public static class SqliteFile
{
    /// <summary>Returns the rows of a query, cells separated by a bar, null as <c>NULL</c>.</summary>
    public static IReadOnlyList<string> Rows(string path, string query)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetString(i))));
        return rows;
    }

    public static void Execute(string path, string text)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    /// <summary>Locks the file by an exclusive transaction, until disposed.</summary>
    public static IDisposable Lock(string path)
    {
        var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        return connection;
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
