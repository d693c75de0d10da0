using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Row;
using DropZone.Tables.Validation.Checks;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the step <c>filter</c>. Returns null after a complaint.</summary>
internal static class FilterReader
{
    private const string Example = "keep: { country: [DE, AT], amount: { \">\": 0 } }";

    private static readonly KeySet Keys = new("filter", "keep", "drop");
    private static readonly Dictionary<string, ComparisonKind> Operators = new()
    {
        ["="] = ComparisonKind.Equal,
        ["!="] = ComparisonKind.NotEqual,
        ["<"] = ComparisonKind.Less,
        ["<="] = ComparisonKind.AtMost,
        [">"] = ComparisonKind.More,
        [">="] = ComparisonKind.AtLeast,
        ["in"] = ComparisonKind.In,
        ["not-in"] = ComparisonKind.NotIn,
        ["matches"] = ComparisonKind.Matches,
        ["missing"] = ComparisonKind.Missing,
    };

    private static readonly KeySet OperatorKeys = new("a comparison", [.. Operators.Keys]);

    public static TransformStep? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        if (mapping.Entries.Count != 1)
        {
            entry.Complain("a filter requires either `keep` or `drop`", $"write for example `{Example}`");
            return null;
        }

        var only = mapping.Entries.Single();
        if (only.Pairs($"a mapping such as `{Example}`") is not { } pairs)
            return null;
        if (pairs.Count == 0)
            only.Complain("the filter has no column", $"write for example `{Example}`");
        var before = entry.Complaints.Count;
        List<Comparison> comparisons = [.. pairs.SelectMany(pair => Column(pair.Name, pair.Value))];
        return pairs.Count == 0 || entry.Complaints.Count > before ? null : new FilterStep(only.Name == "keep", comparisons);
    }

    private static IEnumerable<Comparison> Column(string name, Entry entry) => entry.Node switch
    {
        YamlMappingNode => Compared(name, entry),
        YamlSequenceNode => Values(name, ComparisonKind.In, entry),
        _ => entry.Text("a value, a list of values, or comparisons such as `{ \">\": 0 }`") is { } text ? [new Comparison(name, ComparisonKind.Equal, [text])] : [],
    };

    private static IEnumerable<Comparison> Compared(string name, Entry entry)
    {
        if (entry.Mapping(OperatorKeys) is not { } mapping)
            return [];
        if (mapping.Entries.Count == 0)
            entry.Complain("the comparison is empty", "write for example `{ \">\": 0 }`");
        return mapping.Entries.SelectMany(value => Operators[value.Name] switch
        {
            ComparisonKind.Missing => Switch.Boolean(value) is { } isMissing ? [new Comparison(name, isMissing ? ComparisonKind.Missing : ComparisonKind.Present, [])] : [],
            var kind and (ComparisonKind.In or ComparisonKind.NotIn) => Values(name, kind, value),
            var kind => value.Text("a value") is { } text ? [new Comparison(name, kind, [text])] : (IEnumerable<Comparison>)[],
        });
    }

    private static IEnumerable<Comparison> Values(string name, ComparisonKind kind, Entry entry)
    {
        var values = entry.Texts("a list of values");
        if (values is { Count: 0 })
            entry.Complain("the list of values is empty", "write at least one");
        return values is { Count: > 0 } ? [new Comparison(name, kind, values)] : [];
    }
}
