using System.IO.Abstractions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Yaml;

/// <summary>
/// One value of a configuration file and where it stands. Each reading method says what it expected where it finds
/// something else, and returns null. A text is what is written: <c>no</c>, <c>1e3</c> and <c>0777</c> are texts.
/// </summary>
internal sealed class Entry(string file, string key, Mark keyMark, YamlNode node, ReadingContext context)
{
    public string File => file;

    /// <summary>With its parents: <c>schema.fields[0].type</c>; empty for the root.</summary>
    public string Key => key;

    /// <summary>The last part of <see cref="Key"/>.</summary>
    public string Name => key[(key.LastIndexOf('.') + 1)..];

    public YamlNode Node => node;

    public ComplaintList Complaints => context.Complaints;

    public ReadingContext Context => context;

    /// <summary>Where the files that it names are read.</summary>
    public IFileSystem Files => context.Files;

    /// <summary>Where the value starts, or its key if there is no value.</summary>
    public Mark At => Empty ? keyMark : node.Start;

    /// <summary>Nothing is written there.</summary>
    public bool Empty => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" };

    /// <summary>The <c>null</c> of a JSON file: programs write it where a key says nothing.</summary>
    public bool IsJsonNull =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" } && file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as a complaint shows it.</summary>
    public string Found => node switch
    {
        _ when Empty => "nothing",
        YamlScalarNode scalar => Quoted(scalar.Value ?? ""),
        YamlSequenceNode => "a list",
        YamlMappingNode => "a mapping",
        _ => "something else",
    };

    public void Complain(string message, string remedy) => Complaints.Add(file, At, key, message, remedy);

    public void Warn(string message, string remedy) => Complaints.Warn(new Complaint(file, (int)At.Line, (int)At.Column, key, message, remedy));

    public void Expected(string what, string remedy = "") => Complain($"expected {what}; found {Found}", remedy);

    /// <summary>The text, as written; null if it is no scalar, or nothing.</summary>
    public string? Text(string what)
    {
        if (node is YamlScalarNode scalar && !Empty)
            return scalar.Value;
        Expected(what, Empty ? "give it a value or remove the key" : "");
        return null;
    }

    /// <summary>The texts of a list, or of a single value.</summary>
    public IReadOnlyList<string>? Texts(string what) =>
        node is YamlScalarNode
            ? Text(what) is { } single ? [single] : null
            : Items(what) is { } items
                ? AllOrNull(items.Select(item => item.Text("a text")))
                : null;

    public IReadOnlyList<Entry>? Items(string what)
    {
        if (node is YamlSequenceNode sequence)
            return [.. sequence.Children.Select((child, i) => new Entry(file, $"{key}[{i}]", child.Start, child, context))];
        Expected(what, Empty ? "give it a value or remove the key" : "");
        return null;
    }

    /// <summary>The name and value of each pair of a mapping, whatever the names.</summary>
    public IReadOnlyList<(string Name, Entry Value)>? Pairs(string what)
    {
        if (node is not YamlMappingNode mapping)
        {
            Expected(what, Empty ? "give it a value or remove the key" : "");
            return null;
        }
        var pairs = new List<(string, Entry)>();
        foreach (var (left, right) in mapping.Children)
        {
            if (left is YamlScalarNode { Value: { } name })
                pairs.Add((name, new Entry(file, key.Length == 0 ? name : $"{key}.{name}", left.Start, right, context)));
            else
                Complaints.Add(file, left.Start, key, "expected a key; found a list or a mapping", Braces);
        }
        return pairs;
    }

    /// <summary>The value of a key, if this is a mapping that has it; nothing is complained about.</summary>
    public Entry? Member(string name) => node is YamlMappingNode ? Pairs("")!.FirstOrDefault(pair => pair.Name == name && !pair.Value.IsJsonNull).Value : null;

    /// <summary>A mapping with these keys; each other key is complained about.</summary>
    public Mapping? Mapping(KeySet keys) =>
        Pairs($"a mapping with the keys {Listed(keys.Known)}") is { } pairs
            ? new Mapping(this, keys, pairs)
            : null;

    /// <summary>Complains at the key, not at the value.</summary>
    public void ComplainOfKey(string message, string remedy) => Complaints.Add(file, keyMark, key, message, remedy);

    public static string Quoted(string text) => $"`{(text.Length > 60 ? text[..60] + "…" : text)}`";

    public static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    /// <summary>None of the texts if one is missing: its place has been complained about.</summary>
    private static List<string>? AllOrNull(IEnumerable<string?> texts)
    {
        var all = texts.ToList();
        return all.Contains(null) ? null : [.. all.OfType<string>()];
    }

    private const string Braces = "in YAML a text that starts with `{` or `[` needs quotes";
}
