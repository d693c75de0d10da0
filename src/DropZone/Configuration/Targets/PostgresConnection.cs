using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using Npgsql;

namespace DropZone.Configuration.Targets;

/// <summary>Reads a connection to PostgreSQL, without its secrets.</summary>
internal static class PostgresConnection
{
    /// <summary>Returns the connection string, or null after a complaint.</summary>
    /// <param name="entry">The connection string.</param>
    /// <param name="database">The database, as named in messages.</param>
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
                return text; // a placeholder is resolved on use
            entry.Complain("the connection has an unknown keyword or an invalid value",
                "write for example `Host=db.example.com;Database=shop;Username=dropzone` and put values that contain `;` in quotes");
            return null;
        }

        if (parts.Host is not null)
            database = $"{parts.Database ?? parts.Username ?? "its database"} on {parts.Host}";
        else if (isWhole)
            entry.Complain("the connection has no host", "write for example `Host=db.example.com`, or the folder of the socket: `Host=/run/postgresql`");
        return parts.Host is null && isWhole ? null : text;
    }

    private static bool HoldsPassword(string text) =>
        Parsed(text)?.Password is { Length: > 0 } password && !SecretText.HasPlaceholder(password);

    /// <summary>Returns null for an invalid connection string. Npgsql's message is discarded: what it takes for a keyword may be the end of a password.</summary>
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
