using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;

namespace DropZone.Configuration.Targets;

/// <summary>Reads the target <c>directory</c>, which is a folder of the zone or one elsewhere. Null: complained about.</summary>
internal static class DirectoryTargetReader
{
    private static readonly KeySet Keys = new(DirectoryTarget.Word, "path", "file", "name", "mount");

    public static Target? Read(Entry entry)
    {
        var before = entry.Complaints.Count;
        if (entry.Mapping(Keys) is not { } mapping || mapping.Required("path", "write for example `path: outgoing/orders`") is not { } path)
            return null;
        var file = mapping["file"] is { } written ? NameTemplate.Read(written, isPath: false) : NameTemplate.Standard;
        var isElsewhere = path.Text("a path such as outgoing/orders")?.StartsWith('/') == true;
        Target? target = isElsewhere ? Elsewhere(mapping, path, file) : InZone(mapping, path, file);
        return entry.Complaints.Count > before ? null : target;
    }

    private static DirectoryTarget? InZone(Mapping mapping, Entry path, NameTemplate? file)
    {
        foreach (var key in new[] { "name", "mount" })
            mapping[key]?.ComplainOfKey($"`{key}` means nothing for a folder of the zone", "remove it");
        return ZonePath.Read(path) is { } folder && file is not null ? new DirectoryTarget(folder, file) : null;
    }

    private static CopyTarget? Elsewhere(Mapping mapping, Entry path, NameTemplate? file)
    {
        var name = mapping["name"] is { } own ? FeedName.Read(own, "target") : CopyTarget.StandardName;
        var folder = AbsoluteFolder(path);
        var mount = mapping["mount"] is { } point ? AbsoluteFolder(point) : null;
        if (mount is not null && folder is not null && folder != mount && !folder.StartsWith(mount + '/', StringComparison.Ordinal))
            mapping["mount"]!.Complain($"{Entry.Quoted(mount)} does not hold the folder of `path`", "write the mount point that `path` lies in");
        return name is null || folder is null || file is null ? null : new CopyTarget(name, folder, file, mount);
    }

    /// <summary>An absolute path without a slash at its end; null: complained about.</summary>
    public static string? AbsoluteFolder(Entry entry)
    {
        if (entry.Text("an absolute path") is not { } path)
            return null;
        var segments = path.TrimEnd('/').Split('/')[1..];
        if (path.StartsWith('/') && segments.Length > 0 && !segments.Any(segment => segment is "" or "." or "..") && !path.AsSpan().ContainsAnyInRange('\0', '\x1f'))
            return path.TrimEnd('/');
        entry.Complain($"{Entry.Quoted(path)} is not the absolute path of a folder", "write for example `/mnt/partner/orders`, without `.`, `..` or empty parts");
        return null;
    }
}
