using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>A place below <c>outgoing/</c>, as written in a feed: relative to the zone.</summary>
internal static class ZonePath
{
    /// <summary>The path without a slash at its end; null: complained about.</summary>
    public static string? Read(Entry entry)
    {
        if (entry.Text("a path such as outgoing/orders") is not { } path)
            return null;
        var segments = path.TrimEnd('/').Split('/');
        var wrong = path.StartsWith('/') ? "is absolute"
            : segments.Contains("..") ? "leads out of its folder by `..`"
            : segments.Any(segment => segment is "" or ".") ? "has an empty part"
            : path.AsSpan().ContainsAny('\0', '\n', '\r') ? "holds a control character"
            : segments[0] != "outgoing" ? "does not lie in `outgoing/`"
            : null;
        if (wrong is null)
            return string.Join('/', segments);
        entry.Complain($"the path {Entry.Quoted(path)} {wrong}", "write a place of the zone such as `outgoing/orders`");
        return null;
    }
}
