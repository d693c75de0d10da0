using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using Npgsql;

namespace DropZone.Configuration.Targets;

/// <summary>Reads what is said of a connection to PostgreSQL: the parts of it that are no secret.</summary>
internal static class PostgresConnection
{
    /// <summary>Null: complained about.</summary>
    /// <param name="entry">The connection string.</param>
    /// <param name="database">Which database, as told to people.</param>
    public static SecretText? Read(Entry entry, out string database)
    {
        database = PostgresTarget.Word;
        var text = SecretReader.Read(entry, "a connection such as `Host=db.example.com;Database=shop;Username=dropzone`", HoldsPassword);
        if (text is null)
            return null;
        var isWhole = !SecretText.HasPlaceholder(text.Written);
        if (Parsed(text.Written) is not { } parts)
        {
            if (!isWhole)
                return text; // what stands for it is not known before it is used
            entry.Complain("Npgsql does not know a keyword of this connection, or cannot use its value",
                "write for example `Host=db.example.com;Database=shop;Username=dropzone`; quote a value that holds `;`");
            return null;
        }

        if (parts.Host is not null)
            database = $"{parts.Database ?? parts.Username ?? "its database"} on {parts.Host}";
        else if (isWhole)
            entry.Complain("the connection names no host", "write for example `Host=db.example.com`, or the folder of the socket: `Host=/run/postgresql`");
        return parts.Host is null && isWhole ? null : text;
    }

    private static bool HoldsPassword(string text) =>
        Parsed(text)?.Password is { Length: > 0 } password && !SecretText.HasPlaceholder(password);

    /// <summary>Null: it cannot be used. Why is not told: what Npgsql takes for a keyword may be the end of a password.</summary>
    private static NpgsqlConnectionStringBuilder? Parsed(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return null;
        }
    }
}
