using YamlDotNet.RepresentationModel;

namespace DropZone.Config;

/// <summary>Finds where a rule that cannot be compiled was written.</summary>
internal static class RuleProblemPlace
{
    /// <summary>
    /// The entry at a path such as <c>fields[2].constraints.pattern</c> below a root, or its nearest ancestor.
    /// Keys may hold dots (column names do): the longest that fits is taken.
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
