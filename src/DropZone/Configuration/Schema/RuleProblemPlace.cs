using System.Globalization;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Schema;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>Finds the place in the configuration of a rule that cannot be compiled.</summary>
internal static class RuleProblemPlace
{
    private const string Schema = "schema";

    /// <summary>Returns the problem as a complaint about the file that causes it.</summary>
    /// <param name="feed">The root of the feed's file, which contains everything but the schemas.</param>
    /// <param name="schemas">The versions of the schema; one of several is named <c>schema[1]</c>.</param>
    public static Complaint Find(Entry feed, IReadOnlyList<Entry> schemas, RuleProblem problem)
    {
        var place = InSchema(schemas, problem.Path) ?? Find(feed, problem.Path);
        return new Complaint(place.File, (int)place.At.Line, (int)place.At.Column, problem.Path, problem.Message, "");
    }

    private static Entry? InSchema(IReadOnlyList<Entry> schemas, string path)
    {
        if (schemas.Count == 0 || !path.StartsWith(Schema, StringComparison.Ordinal))
            return null;
        path = path[Schema.Length..];
        if (schemas.Count == 1)
            return Find(schemas[0], path);
        var end = path.IndexOf(']', StringComparison.Ordinal);
        return path.StartsWith('[') && int.TryParse(path.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version < schemas.Count
            ? Find(schemas[version], path[(end + 1)..])
            : null;
    }

    /// <summary>
    /// Returns the entry at a path such as <c>fields[2].constraints.pattern</c> below a root, or its nearest ancestor.
    /// Keys may contain dots, as column names do: the longest matching key is taken.
    /// </summary>
    public static Entry Find(Entry root, string path)
    {
        path = path.TrimStart('.');
        if (path.Length == 0)
            return root;
        if (root.Node is YamlSequenceNode && path[0] == '[' && path.IndexOf(']') is > 0 and var end)
        {
            return int.TryParse(path.AsSpan(1, end - 1), out var index) && root.Items("")!.ElementAtOrDefault(index) is { } item
                ? Find(item, path[(end + 1)..])
                : root;
        }
        if (root.Node is not YamlMappingNode)
            return root;
        var next = root.Pairs("")!
            .Where(pair => path.StartsWith(pair.Name, StringComparison.Ordinal)
                && (path.Length == pair.Name.Length || path[pair.Name.Length] is '.' or '['))
            .OrderByDescending(pair => pair.Name.Length)
            .FirstOrDefault();
        return next.Value is null ? root : Find(next.Value, path[next.Name.Length..]);
    }
}
