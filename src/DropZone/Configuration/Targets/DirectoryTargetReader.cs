using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;

namespace DropZone.Configuration.Targets;

/// <summary>Reads the target <c>directory</c>, a folder inside or outside the zone. Returns null after a complaint.</summary>
internal static class DirectoryTargetReader
{
    private static readonly KeySet Keys = new(DirectoryTarget.Word, "path", "file", "name", "mount");

    public static Target? Read(Entry entry)
    {
        var before = entry.Complaints.Count;
        if (entry.Mapping(Keys) is not { } mapping || mapping.Required("path", "write for example `path: outgoing/orders`") is not { } path)
            return null;
        var file = mapping["file"] is { } written ? NameTemplateReader.Read(written, isPath: false) : NameTemplate.Standard;
        var isElsewhere = path.Text("a path such as outgoing/orders")?.StartsWith('/') == true;
        Target? target = isElsewhere ? Elsewhere(mapping, path, file) : InZone(mapping, path, file);
        return entry.Complaints.Count > before ? null : target;
    }

    private static DirectoryTarget? InZone(Mapping mapping, Entry path, NameTemplate? file)
    {
        foreach (var key in new[] { "name", "mount" })
            mapping[key]?.ComplainOfKey($"`{key}` has no effect for a folder of the zone", "remove it");
        return ZonePath.Read(path) is { } folder && file is not null ? new DirectoryTarget(folder, file) : null;
    }

    private static CopyTarget? Elsewhere(Mapping mapping, Entry path, NameTemplate? file)
    {
        var name = mapping["name"] is { } own ? FeedNameReader.Read(own, "target") : CopyTarget.StandardName;
        var folder = AbsolutePath.Read(path);
        var mount = mapping["mount"] is { } point ? AbsolutePath.Read(point) : null;
        if (mount is not null && folder is not null && folder != mount && !folder.StartsWith(mount + '/', StringComparison.Ordinal))
            mapping["mount"]!.Complain($"{Entry.Quoted(mount)} does not contain the folder of `path`", "write the mount point that contains `path`");
        return name is null || folder is null || file is null ? null : new CopyTarget(name, folder, file, mount);
    }
}
