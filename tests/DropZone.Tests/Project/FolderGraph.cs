using System.Text.RegularExpressions;

namespace DropZone.Tests.Project;

/// <summary>
/// Which folders use which, two levels deep: a file in <c>Tables/Transform/Steps</c> belongs to <c>Tables/Transform</c>,
/// a file directly in <c>Spool</c> to <c>Spool</c>, and a file next to the folders is a node of its own.
/// An edge is a using, or a type that is named where an enclosing namespace makes it visible.
/// </summary>
internal sealed partial class FolderGraph
{
    private readonly Dictionary<string, SortedDictionary<string, string>> _edges = new(StringComparer.Ordinal);

    public FolderGraph(IReadOnlyList<SourceFile> sources)
    {
        var types = sources.SelectMany(source => Declared().Matches(source.Code).Select(type =>
            (Name: type.Groups[1].Value, Namespace: NamespaceOf(source), Node: NodeOf(source.Path)))).ToLookup(type => type.Name);

        // extension methods are called without the name of their type: a using counts, too
        var namespaces = sources.Select(source => (Namespace: NamespaceOf(source), Node: NodeOf(source.Path))).Distinct().ToList();
        foreach (var source in sources)
        {
            var node = NodeOf(source.Path);
            var known = _edges.TryGetValue(node, out var found) ? found : _edges[node] = new(StringComparer.Ordinal);
            var own = NamespaceOf(source);
            var visible = Using().Matches(source.Code).Select(match => match.Groups[1].Value).ToHashSet();
            foreach (var other in namespaces.Where(other => other.Node != node && visible.Contains(other.Namespace)))
                known.TryAdd(other.Node, $"{source.Path} uses {other.Namespace}");
            // a property hides a type of its name, unless it is of this type
            var properties = Property().Matches(source.Code).Where(match => match.Groups[1].Value != match.Groups[2].Value).Select(match => match.Groups[2].Value).ToHashSet();
            foreach (var chain in Chain().Matches(source.Code).Select(match => match.Value).Distinct())
            {
                var parts = chain.Split('.');
                if (properties.Contains(parts[0]))
                    continue;
                for (var i = 0; i < parts.Length; i++)
                {
                    foreach (var type in types[parts[i]].Where(type => type.Node != node && Names(type.Namespace, string.Join('.', parts[..i]))))
                        known.TryAdd(type.Node, $"{source.Path} names {type.Name}");
                }
            }

            bool Names(string space, string before) => before.Length > 0
                ? space == before || space.EndsWith($".{before}", StringComparison.Ordinal)
                : visible.Contains(space) || own == space || own.StartsWith($"{space}.", StringComparison.Ordinal);
        }
    }

    public IReadOnlyCollection<string> Nodes => _edges.Keys;

    /// <summary>The folders and loose files that a top-level folder uses, at the first level.</summary>
    public IEnumerable<string> UsedBy(string folder) => _edges.Where(node => Top(node.Key) == folder)
        .SelectMany(node => node.Value.Keys.Select(Top)).Where(other => other != folder).Distinct();

    /// <summary>The strongly connected components of more than one node, each as its sorted names.</summary>
    public IReadOnlyList<string> Cycles()
    {
        var reached = _edges.Keys.ToDictionary(node => node, Reached);
        return [.. _edges.Keys
            .Select(node => string.Join(", ", reached[node].Where(other => reached[other].Contains(node)).Order(StringComparer.Ordinal)))
            .Where(component => component.Contains(", ", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>An example of each edge within the cycles.</summary>
    public string Explain() => string.Join('\n', Cycles().SelectMany(cycle =>
    {
        var nodes = cycle.Split(", ");
        return nodes.SelectMany(node => _edges[node].Where(edge => nodes.Contains(edge.Key)).Select(edge => $"{node} -> {edge.Key}: {edge.Value}"));
    }));

    /// <summary>The nodes that paths of one edge or more lead to.</summary>
    private HashSet<string> Reached(string start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([start]);
        while (open.TryPop(out var node))
        {
            foreach (var next in _edges[node].Keys.Where(reached.Add))
                open.Push(next);
        }

        return reached;
    }

    private static string Top(string node) => node.Split('/')[0];

    private static string NodeOf(string path)
    {
        var parts = path.Split('/')[1..];
        return string.Join('/', parts.Length == 2 ? parts : parts[..Math.Min(3, parts.Length - 1)]).Replace("DropZone/", "", StringComparison.Ordinal);
    }

    private static string NamespaceOf(SourceFile source) => Namespace().Match(source.Code).Groups[1].Value;

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|abstract|static|readonly|partial|unsafe|ref) +)*(?:class|record struct|record class|record|struct|enum|interface|delegate [\w?<>]+) +(\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"([\w>\]]+)\?? ([A-Z]\w*) *(?:\{ *(?:get|init)|=>)")]
    private static partial Regex Property();

    /// <summary>Names with points between them, which may be namespaces, a type and its members. What is assigned is a member.</summary>
    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)*\b(?! *=[^=>])")]
    private static partial Regex Chain();
}
