using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>
/// Finds a schema and its dialect in a data package. Opens only files in the folder of the package, and never its data.
/// Source: https://datapackage.org/standard/data-package/
/// </summary>
/// <param name="picks">Selects the resource if there are several.</param>
internal sealed class PackageReader(ConfigurationFile package, Func<PackageResource, bool> picks)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(package.Path))!;
    private byte[] _bytes = package.Bytes;

    /// <summary>Returns the schema of the resource that is named, selected or the only one.</summary>
    public SchemaVersion Read(Entry resources, string? name)
    {
        var none = new SchemaVersion(null, resources, null, _bytes);
        if (resources.Items("a list of resources") is not { } items)
            return none;
        var all = items.Select(item => new PackageResource(item)).ToList();
        var meant = name is not null ? all.FindAll(resource => resource.Name == name || resource.IsAt(name))
            : all.Count == 1 ? all
            : all.FindAll(resource => picks(resource));
        if (meant.Count == 1)
            return Read(meant[0]);
        resources.Complain(
            meant.Count > 1 ? $"{meant.Count} resources match"
                : name is null ? "no resource matches the name of the data file"
                : $"there is no resource {Entry.Quoted(name)}",
            all.Count == 0 ? "add one" : $"append the name of a resource to the path, as in {Path.GetFileName(package.Path)}#NAME: one of {Listed(all)}");
        return none;
    }

    /// <summary>Returns the schema of a resource.</summary>
    public SchemaVersion Read(PackageResource resource)
    {
        var none = new SchemaVersion(null, resource.Self, null, _bytes);
        if (resource.Paths.FirstOrDefault(PackageResource.IsUnsafe) is not null)
        {
            resource.Self.Member("path")!.Complain("the path is a URL, or outside the folder of the package", "write a path inside that folder");
            return none;
        }

        if (resource.Self.Member("schema") is not { Empty: false } schema)
        {
            resource.Self.Complain("the resource has no schema", "write it, or its path, below `schema`");
            return none;
        }

        if (Followed(schema) is not { } root)
            return none;
        var dialect = Dialect(resource.Self);
        return new SchemaVersion(TableSchemaReader.Read(root), root, dialect, _bytes);
    }

    private Dialect? Dialect(Entry resource)
    {
        var dialect = resource.Member("dialect") is { Empty: false } written && Followed(written) is { } root ? DialectReader.Read(root) : null;
        // in the standard the encoding is a property of the resource, not of its dialect
        return resource.Member("encoding")?.Node is YamlScalarNode { Value: { Length: > 0 } encoding } && !IsUtf8(encoding)
            ? (dialect ?? DialectReader.Standard) with { Encoding = encoding }
            : dialect;
    }

    private static bool IsUtf8(string encoding) => encoding.Replace("-", "", StringComparison.Ordinal).Equals("utf8", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the entry itself, or the content of the file that it names, or null after a complaint.</summary>
    private Entry? Followed(Entry entry)
    {
        if (entry.Node is not YamlScalarNode || entry.Text("a mapping, or the path of a file") is not { } written)
            return entry.Node is YamlScalarNode ? null : entry;
        var path = Path.GetFullPath(Path.Combine(_folder, written));
        if (PackageResource.IsUnsafe(written))
            entry.Complain("the path is a URL, or outside the folder of the package", "write a path inside that folder");
        else if (!entry.Files.File.Exists(path))
            entry.Complain($"there is no file {path}", $"a path is relative to {_folder}");
        else if (ConfigurationFile.Load(path, entry.Context) is not { } file)
            return null;
        else if (file.Root is null)
            entry.Complain($"the file {path} is empty", "");
        else
        {
            _bytes = [.. _bytes, .. file.Bytes];
            return file.Root;
        }

        return null;
    }

    private static string Listed(IEnumerable<PackageResource> resources) =>
        Entry.Listed(resources.Select(resource => resource.Name ?? string.Join(" ", resource.Paths)).Take(20));
}
