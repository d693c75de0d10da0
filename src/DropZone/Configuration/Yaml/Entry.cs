using System.IO.Abstractions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Yaml;

/// <summary>
/// One value of a configuration file and its place. Each reading method complains with the expected value if it finds
/// something else, and returns null. Scalars are texts as written: <c>no</c>, <c>1e3</c> and <c>0777</c> are texts.
/// </summary>
internal sealed class Entry(string file, string key, Mark keyMark, YamlNode node, ReadingContext context)
{
    public string File => file;

    /// <summary>The key with its parents: <c>schema.fields[0].type</c>; empty for the root.</summary>
    public string Key => key;

    /// <summary>The last part of <see cref="Key"/>.</summary>
    public string Name => key[(key.LastIndexOf('.') + 1)..];

    public YamlNode Node => node;

    public ComplaintList Complaints => context.Complaints;

    public ReadingContext Context => context;

    /// <summary>The file system of the files that it names.</summary>
    public IFileSystem Files => context.Files;

    /// <summary>The start of the value, or of its key if there is no value.</summary>
    public Mark At => Empty ? keyMark : node.Start;

    /// <summary>Whether the value is missing.</summary>
    public bool Empty => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" };

    /// <summary>Whether the value is the <c>null</c> of a JSON file, which programs write for absent keys.</summary>
    public bool IsJsonNull =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" } && file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as shown in complaints.</summary>
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

    /// <summary>Complains of a key that is not known. In foreign files it is only a warning.</summary>
    public void ComplainOfUnknownKey(string message, string remedy)
    {
        if (context.IsForeign)
            Complaints.Warn(new Complaint(file, (int)keyMark.Line, (int)keyMark.Column, key, $"{message} is ignored", remedy));
        else
            ComplainOfKey(message, remedy);
    }

    public void Expected(string what, string remedy = "") => Complain($"expected {what}; found {Found}", remedy);

    /// <summary>Returns the text as written, or null after a complaint if it is missing or not a scalar.</summary>
    public string? Text(string what)
    {
        if (node is YamlScalarNode scalar && !Empty)
            return scalar.Value;
        Expected(what, Empty ? "add a value, or remove the key" : "");
        return null;
    }

    /// <summary>Returns the texts of a list, or of a single value.</summary>
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
        Expected(what, Empty ? "add a value, or remove the key" : "");
        return null;
    }

    /// <summary>Returns the names and values of a mapping with any names.</summary>
    public IReadOnlyList<(string Name, Entry Value)>? Pairs(string what)
    {
        if (node is not YamlMappingNode mapping)
        {
            Expected(what, Empty ? "add a value, or remove the key" : "");
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

    /// <summary>Returns the value of a key, or null, without a complaint.</summary>
    public Entry? Member(string name) => node is YamlMappingNode ? Pairs("")!.FirstOrDefault(pair => pair.Name == name && !pair.Value.IsJsonNull).Value : null;

    /// <summary>Returns a mapping with these keys, and complains about others.</summary>
    public Mapping? Mapping(KeySet keys) =>
        Pairs($"a mapping with the keys {Listed(keys.Known)}") is { } pairs
            ? new Mapping(this, keys, pairs)
            : null;

    /// <summary>Complains at the place of the key, not of the value.</summary>
    public void ComplainOfKey(string message, string remedy) => Complaints.Add(file, keyMark, key, message, remedy);

    public static string Quoted(string text) => $"`{(text.Length > 60 ? text[..60] + "…" : text)}`";

    public static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    /// <summary>Returns null if one of the texts is null, after its complaint.</summary>
    private static List<string>? AllOrNull(IEnumerable<string?> texts)
    {
        var all = texts.ToList();
        return all.Contains(null) ? null : [.. all.OfType<string>()];
    }

    private const string Braces = "put a text that starts with `{` or `[` in quotes";
}
