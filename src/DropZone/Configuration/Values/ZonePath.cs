using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>Reads the path of a folder below <c>outgoing/</c>, relative to the zone.</summary>
internal static class ZonePath
{
    /// <summary>Returns the path without a trailing slash, or null after a complaint.</summary>
    public static string? Read(Entry entry)
    {
        if (entry.Text("a path such as outgoing/orders") is not { } path)
            return null;
        var segments = path.TrimEnd('/').Split('/');
        var wrong = path.StartsWith('/') ? "is absolute"
            : segments.Contains("..") ? "contains `..`"
            : segments.Any(segment => segment is "" or ".") ? "has an empty part or a `.`"
            : path.AsSpan().ContainsAny('\0', '\n', '\r') ? "contains a control character"
            : segments[0] != "outgoing" ? "is not below `outgoing/`"
            : null;
        if (wrong is null)
            return string.Join('/', segments);
        entry.Complain($"the path {Entry.Quoted(path)} {wrong}", "write a path relative to the zone such as `outgoing/orders`");
        return null;
    }
}
