using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;
using DropZone.Tables.References;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>Reads the <c>references</c> of a feed: the CSV files that foreign keys refer to and that lookups join with, each under a name.</summary>
internal static class ReferenceReader
{
    private static readonly KeySet Keys = new("a reference", "path", "dialect");

    /// <summary>Returns the tables, or an empty list after a complaint. A path is relative to the folder of the feed's file.</summary>
    public static IReadOnlyList<ReferenceTable> Read(Entry entry) =>
        entry.Pairs("names and paths such as `countries: reference/countries.csv`") is { } pairs
            ? [.. pairs.Select(pair => Table(pair.Name, pair.Value)).OfType<ReferenceTable>()]
            : [];

    private static ReferenceTable? Table(string name, Entry entry)
    {
        if (entry.Node is not YamlMappingNode)
            return Table(name, entry, DialectReader.Standard);
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var dialect = mapping["dialect"] is { } written ? DialectReader.Read(written) : DialectReader.Standard;
        return mapping.Required("path", "name the CSV file: `path: reference/countries.csv`") is { } path && dialect is not null
            ? Table(name, path, dialect)
            : null;
    }

    private static ReferenceTable? Table(string name, Entry entry, Dialect dialect)
    {
        if (FilePath.Read(entry, "the path of a CSV file") is not { } path)
            return null;
        var file = new ReferenceFile(entry.Files, path, TimeProvider.System);
        if (entry.Files.File.Exists(path))
            return new ReferenceTable(name, dialect, file.Open, file.Stamp);
        entry.Complain($"there is no file {path}", $"a path is relative to {FilePath.FolderOf(entry)}");
        return null;
    }
}
