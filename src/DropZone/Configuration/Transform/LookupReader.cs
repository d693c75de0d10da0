using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Row;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the step <c>lookup</c>. Returns null after a complaint.</summary>
internal static class LookupReader
{
    private static readonly KeySet Keys = new("lookup", "reference", "key", "add", "absent");
    private static readonly KeySet AbsentKeys = new("`absent`", "values");
    private static readonly Dictionary<string, bool> AbsentWords = new() { ["fail"] = true, ["empty"] = false };

    public static TransformStep? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var before = entry.Complaints.Count;
        var reference = mapping.Required("reference", "name a table of the feed's `references`")?.Text("the name of a reference table");
        var key = mapping.Required("key", "name the columns of the key, for example `key: { customer: id }`") is { } by ? Pairs(by, "customer: id") : null;
        var add = mapping.Required("add", "name the columns to add from the table") is { } added ? Pairs(added, "name: customer_name") : null;
        var absent = mapping["absent"] is { } other ? Absent(other) : null;
        return entry.Complaints.Count > before ? null : new LookupStep(reference!, key!, add!, absent);
    }

    /// <summary>Returns pairs of names from one name for both sides, a mapping, or a list of these; null after a complaint.</summary>
    private static List<(string, string)>? Pairs(Entry entry, string example)
    {
        var items = entry.Node is YamlSequenceNode ? entry.Items("") : [entry];
        if (items is { Count: 0 })
            entry.Complain("the list of columns is empty", $"write for example `{{ {example} }}`");
        var pairs = items!.Select(item => item.Node is YamlMappingNode
            ? StepColumns.Read(item, example, name => name.Text("the name of a column"))?.Select(pair => (pair.Key, pair.Value))
            : item.Text($"a column, or a mapping such as `{example}`") is { } name ? [(name, name)] : null).ToList();
        return pairs.Count == 0 || pairs.Contains(null) ? null : [.. pairs.SelectMany(pair => pair!)];
    }

    /// <summary>Returns the values of absent keys; null if their rows are bad, or after a complaint.</summary>
    private static IReadOnlyDictionary<string, string>? Absent(Entry entry)
    {
        if (entry.Node is not YamlMappingNode)
            return Choice.Read(entry, "value for absent", AbsentWords) is false ? new Dictionary<string, string>() : null;
        return entry.Mapping(AbsentKeys)?.Required("values", "write `values: { segment: none }`") is { } values
            ? StepColumns.Read(values, "segment: none", value => value.Text("a text"))
            : null;
    }
}
