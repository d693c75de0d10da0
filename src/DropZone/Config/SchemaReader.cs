using DropZone.Rules;
using YamlDotNet.RepresentationModel;

namespace DropZone.Config;

/// <summary>Reads the <c>schema</c> of a feed: inline, or a file named by its path.</summary>
internal static class SchemaReader
{
    /// <summary>What was read.</summary>
    /// <param name="Schema">Null: complained about.</param>
    /// <param name="Root">Where the schema stands, in the feed's file or in its own.</param>
    /// <param name="Bytes">Of its own file, for the digest; else empty.</param>
    internal sealed record Found(TableSchema? Schema, Entry Root, byte[] Bytes);

    /// <summary>The schema, wherever it stands.</summary>
    public static Found Read(Entry entry)
    {
        if (entry.Node is YamlSequenceNode)
        {
            entry.Complain("a list of schemas, one a version, is not built yet in this version", "write one schema");
            return new Found(null, entry, []);
        }
        if (entry.Node is not YamlScalarNode || entry.Empty)
            return new Found(TableSchemaReader.Read(entry), entry, []);
        if (Path(entry) is not { } path || ConfigurationFile.Load(path, entry.Complaints) is not { } file)
            return new Found(null, entry, []);
        if (file.Root is null)
        {
            entry.Complain($"the schema {path} is empty", "list its fields");
            return new Found(null, entry, file.Bytes);
        }
        return new Found(TableSchemaReader.Read(file.Root), file.Root, file.Bytes);
    }

    private static string? Path(Entry entry)
    {
        if (entry.Text("a schema, or the path of one") is not { } written)
            return null;
        if (System.IO.Path.GetExtension(written).ToLowerInvariant() is not (".json" or ".yaml" or ".yml"))
        {
            entry.Expected("a schema, or the path of a .json, .yaml or .yml file");
            return null;
        }
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(entry.File))!;
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, written));
        if (File.Exists(path))
            return path;
        entry.Complain($"there is no file {path}", $"a path is relative to {folder}");
        return null;
    }
}
