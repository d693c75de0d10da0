namespace DropZone.Config;

/// <summary>Reads the <c>load</c> of a feed.</summary>
internal static class TargetReader
{
    private static readonly KeySet Targets = new("load", "directory")
    {
        Planned = ["postgres", "sqlite", "s3", "rabbitmq", "command"],
    };

    private static readonly KeySet DirectoryKeys = new("directory", "path");

    /// <summary>Where a feed without <c>load</c> goes.</summary>
    public static DirectoryTarget Standard(string feed) => new($"outgoing/{feed}");

    /// <summary>The target, or null: none is named, or it was complained about.</summary>
    public static DirectoryTarget? Read(Entry entry)
    {
        if (entry.Items("a list of targets such as `- directory: { path: outgoing/orders }`") is not { } items)
            return null;
        DirectoryTarget? target = null;
        Entry? first = null;
        foreach (var directory in items.Select(item => item.Mapping(Targets)?["directory"]).OfType<Entry>())
        {
            if (first is not null)
                directory.ComplainOfKey("a second directory is named", $"keep one; the first stands in line {first.At.Line}");
            first ??= directory;
            if (directory.Mapping(DirectoryKeys)?.Required("path", "write for example `path: outgoing/orders`") is { } path)
                target ??= Path(path) is { } folder ? new DirectoryTarget(folder) : null;
        }
        return target;
    }

    private static string? Path(Entry entry)
    {
        if (entry.Text("a folder such as outgoing/orders") is not { } path)
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
        entry.Complain($"the folder {Entry.Quoted(path)} {wrong}", "write a folder of the zone such as `outgoing/orders`");
        return null;
    }
}
