using DropZone.Configuration.Yaml;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>Reads schemas: inline, from files or from data packages; one, or a list of versions.</summary>
/// <param name="picks">Selects the resource of a data package that has several.</param>
internal sealed class SchemaReader(Func<PackageResource, bool> picks)
{
    /// <summary>Returns the versions, at least one; after a complaint a version has no schema.</summary>
    public IReadOnlyList<SchemaVersion> Read(Entry entry)
    {
        if (entry.Node is not YamlSequenceNode)
            return [Version(entry)];
        if (entry.Items("a list of schemas") is { Count: > 0 } items)
            return [.. items.Select(Version)];
        entry.Complain("the list of schemas is empty", "write a schema, or remove the key");
        return [new SchemaVersion(null, entry, null, [])];
    }

    /// <summary>Returns the schema of a parsed file: a Table Schema, a data package or a data resource.</summary>
    /// <param name="name">The name of the resource; null if none is given.</param>
    public SchemaVersion In(ConfigurationFile file, Entry root, string? name)
    {
        // the resources of a Table Schema are examples
        if (root.Member("resources") is { } resources && (root.Member("fields") is null || name is not null))
            return new PackageReader(file, picks).Read(resources, name);
        if (name is not null)
            root.Complain($"there is no resource {Entry.Quoted(name)}: this is not a data package", "remove the `#` and the name after it");
        return root.Member("fields") is null && root.Member("schema") is not null
            ? new PackageReader(file, picks).Read(new PackageResource(root))
            : new SchemaVersion(TableSchemaReader.Read(root), root, null, file.Bytes);
    }

    private SchemaVersion Version(Entry entry)
    {
        if (entry.Node is not YamlScalarNode || entry.Empty)
            return new SchemaVersion(TableSchemaReader.Read(entry), entry, null, []);
        if (Path(entry, out var name) is not { } path || ConfigurationFile.Load(path, entry.Context with { IsForeign = true }) is not { } file)
            return new SchemaVersion(null, entry, null, []);
        if (file.Root is { } root)
            return In(file, root, name);
        entry.Complain($"the schema {path} is empty", "list its fields");
        return new SchemaVersion(null, entry, null, file.Bytes);
    }

    private static string? Path(Entry entry, out string? name)
    {
        name = null;
        if (entry.Text("a schema, or the path of one") is not { } written)
            return null;
        var hash = written.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0)
            (written, name) = (written[..hash], written[(hash + 1)..]);
        if (System.IO.Path.GetExtension(written).ToLowerInvariant() is not (".json" or ".yaml" or ".yml"))
        {
            entry.Expected("a schema, or the path of a .json, .yaml or .yml file");
            return null;
        }

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(entry.File))!;
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, written));
        if (entry.Files.File.Exists(path))
            return path;
        entry.Complain($"there is no file {path}", $"a path is relative to {folder}");
        return null;
    }
}
