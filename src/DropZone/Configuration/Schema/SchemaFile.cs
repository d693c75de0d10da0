using System.IO.Abstractions;
using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;
using DropZone.Tables.Schema;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>The schemas of a file of their own, for use without a feed.</summary>
public sealed class SchemaFile
{
    private readonly IReadOnlyList<SchemaVersion> _versions;

    private SchemaFile(IReadOnlyList<SchemaVersion> versions) => _versions = versions;

    /// <summary>One for each version; at least one.</summary>
    public IReadOnlyList<TableSchema> Schemas => [.. _versions.Select(version => version.Schema!)];

    /// <summary>What a data package says of its data; null: nothing.</summary>
    public Dialect? Dialect => _versions.Select(version => version.Dialect).FirstOrDefault(dialect => dialect is not null);

    /// <summary>
    /// Reads a Table Schema, or a data package, of which the resource is taken whose path is that of the data, or has its file name,
    /// or which is the only one. Returns null and all complaints if something is wrong.
    /// </summary>
    /// <param name="files">Where it is read.</param>
    /// <param name="path">Of a .json, .yaml or .yml file; <c>#NAME</c> behind it names a resource.</param>
    /// <param name="data">The path of the data; null: they have none.</param>
    public static SchemaFile? Read(IFileSystem files, string path, string? data, out IReadOnlyList<Complaint> complaints)
    {
        var list = new ComplaintList();
        var (file, name) = path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash && !files.File.Exists(path)
            ? (path[..hash], path[(hash + 1)..])
            : (path, null);
        IReadOnlyList<SchemaVersion> versions = [];
        if (ConfigurationFile.Load(file, new ReadingContext(files, list)) is { } loaded)
        {
            if (loaded.Root is not { } root)
                list.AddWholeFile(file, "the file is empty", "list the fields of a Table Schema");
            else
                versions = Read(loaded, root, name, data);
        }

        complaints = list.InOrder();
        return complaints.Count == 0 && versions.All(version => version.Schema is not null) ? new SchemaFile(versions) : null;
    }

    /// <summary>Where rules that cannot be compiled stand.</summary>
    public IReadOnlyList<Complaint> Placed(IReadOnlyList<RuleProblem> problems) =>
        [.. problems.Select(problem => RuleProblemPlace.Find(_versions[0].Root, [.. _versions.Select(version => version.Root)], problem))];

    private static IReadOnlyList<SchemaVersion> Read(ConfigurationFile file, Entry root, string? name, string? data)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file.Path))!;
        var relative = data is null ? null : Path.GetRelativePath(folder, Path.GetFullPath(data));
        // by the whole path first: two folders may hold a file of one name
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
