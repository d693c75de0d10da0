using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Targets;

namespace DropZone.Configuration.Targets;

/// <summary>Reads the targets that are tables of databases. Returns null after a complaint.</summary>
internal static class TableTargetReader
{
    private static readonly string[] Common = ["table", "mode", "key", "create", "name"];
    private static readonly KeySet SqliteKeys = new(SqliteTarget.Word, ["file", .. Common]);

    private static readonly KeySet PostgresKeys = new(PostgresTarget.Word, ["connection", .. Common]);

    private static readonly Dictionary<string, LoadMode> Modes = new()
    {
        ["append"] = LoadMode.Append,
        ["upsert"] = LoadMode.Upsert,
        ["replace"] = LoadMode.Replace,
    };

    public static Target? Sqlite(Entry entry)
    {
        if (entry.Mapping(SqliteKeys) is not { } mapping)
            return null;
        var file = mapping.Required("file", "write its path: `file: /var/lib/shop/shop.db`") is { } path ? DatabaseFile(path) : null;
        return Read(mapping, SqliteTarget.Word, (name, table) => file is null ? null : new SqliteTarget(name, file, table));
    }

    public static Target? Postgres(Entry entry)
    {
        if (entry.Mapping(PostgresKeys) is not { } mapping)
            return null;
        var database = "";
        var connection = mapping.Required("connection", "write for example `connection: \"Host=db.example.com;Database=shop;Username=dropzone\"`") is { } written
            ? PostgresConnection.Read(written, out database)
            : null;
        return Read(mapping, PostgresTarget.Word, (name, table) => connection is null ? null : new PostgresTarget(name, connection, database, table));
    }

    /// <param name="mapping">The mapping of the target.</param>
    /// <param name="standardName">The default name.</param>
    /// <param name="make">Creates the target from name and table; returns null after a complaint.</param>
    private static TableTarget? Read(Mapping mapping, string standardName, Func<string, string, TableTarget?> make)
    {
        var before = mapping.Self.Complaints.Count;
        var table = mapping.Required("table", "name it: `table: orders`")?.Text("the name of a table");
        var mode = mapping["mode"] is { } word ? Choice.Read(word, "mode", Modes) : LoadMode.Append;
        var key = mapping["key"] is { } columns ? columns.Texts("a list of columns such as `[id]`") : [];
        var create = mapping["create"] is { } may ? Switch.OnOff(may) : false;
        var name = mapping["name"] is { } own ? FeedNameReader.Read(own, "target") : standardName;
        if (mode == LoadMode.Upsert && mapping["key"] is null)
            mapping.Self.Complain("`mode: upsert` requires the columns that identify a row", "write for example `key: [id]`");
        if (mode != LoadMode.Upsert && create != true && mapping["key"] is { } useless)
            useless.ComplainOfKey("`key` has no effect in this mode", "remove it, or write `mode: upsert`");
        if (table is null || name is null || mapping.Self.Complaints.Count > before || make(name, table) is not { } target)
            return null;
        return target with { Mode = mode!.Value, Key = key!, Create = create!.Value };
    }

    /// <summary>Returns the path; a relative path is relative to the zone.</summary>
    private static string? DatabaseFile(Entry entry)
    {
        if (entry.Text("the path of an SQLite file") is not { } path)
            return null;
        return path.StartsWith('/') && !path.Contains('\0', StringComparison.Ordinal) ? path : ZonePath.Read(entry);
    }
}
