using System.IO.Abstractions;
using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;
using DropZone.Tables.Schema;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>The schemas of a separate file, for use without a feed.</summary>
public sealed class SchemaFile
{
    private readonly IReadOnlyList<SchemaVersion> _versions;

    private SchemaFile(IReadOnlyList<SchemaVersion> versions) => _versions = versions;

    /// <summary>The conversion of each version; at least one.</summary>
    public IReadOnlyList<TableSchema> Schemas => [.. _versions.Select(version => version.Schema!)];

    /// <summary>The keys that are ignored and probably misspelled.</summary>
    public IReadOnlyList<Complaint> Warnings { get; private init; } = [];

    /// <summary>The dialect that a data package defines; null if it defines none.</summary>
    public Dialect? Dialect => _versions.Select(version => version.Dialect).FirstOrDefault(dialect => dialect is not null);

    /// <summary>
    /// Reads a Table Schema or a data package. Of a package, takes the resource with the path of the data, or with its file name,
    /// or the only one. Returns null and all complaints if something is wrong.
    /// </summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The path of a .json, .yaml or .yml file; a suffix <c>#NAME</c> selects a resource.</param>
    /// <param name="data">The path of the data; null if it has none.</param>
    public static SchemaFile? Read(IFileSystem files, string path, string? data, out IReadOnlyList<Complaint> complaints)
    {
        var list = new ComplaintList();
        var (file, name) = path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash && !files.File.Exists(path)
            ? (path[..hash], path[(hash + 1)..])
            : (path, null);
        IReadOnlyList<SchemaVersion> versions = [];
        if (ConfigurationFile.Load(file, new ReadingContext(files, list) { IsForeign = true }) is { } loaded)
        {
            if (loaded.Root is not { } root)
                list.AddWholeFile(file, "the file is empty", "list the fields of a Table Schema");
            else
                versions = Read(loaded, root, name, data);
        }

        complaints = list.InOrder();
        return complaints.Count == 0 && versions.All(version => version.Schema is not null) ? new SchemaFile(versions) { Warnings = list.Warnings } : null;
    }

    /// <summary>Returns the problems as complaints about the places of their rules.</summary>
    public IReadOnlyList<Complaint> Placed(IReadOnlyList<RuleProblem> problems) =>
        [.. problems.Select(problem => RuleProblemPlace.Find(_versions[0].Root, [.. _versions.Select(version => version.Root)], problem))];

    private static IReadOnlyList<SchemaVersion> Read(ConfigurationFile file, Entry root, string? name, string? data)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file.Path))!;
        var relative = data is null ? null : Path.GetRelativePath(folder, Path.GetFullPath(data));
        // by the whole path first: two folders may contain files of the same name
        var byPath = root.Member("resources") is not null && relative is not null && Resources(root).Any(resource => resource.IsAt(relative));
        var reader = new SchemaReader(resource => relative is not null
            && (byPath ? resource.IsAt(relative) : resource.IsNamed(own => own == Path.GetFileName(relative))));
        return root.Node is YamlSequenceNode ? reader.Read(root) : [reader.In(file, root, name)];
    }

    private static IEnumerable<PackageResource> Resources(Entry root) =>
        root.Member("resources")!.Node is YamlSequenceNode
            ? root.Member("resources")!.Items("")!.Select(item => new PackageResource(item))
            : [];
}
