using System.Globalization;
using DropZone.Configuration.Notify;
using DropZone.Configuration.Transform;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Notifiers;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Processes;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Commands;

/// <summary>Reads what is said of a program: a list of its words, or a mapping with them and more. Null: complained about.</summary>
internal static class ProgramReader
{
    private const string StepExample = "[\"/usr/bin/python3\", \"/etc/dropzone/scripts/fix.py\", \"{input}\", \"{output}\"]";
    private const int MaxExitCode = 255;
    private const string NotifierExample = "[\"/usr/local/bin/tell-operations\"]";
    private const string TargetExample = "[\"/usr/bin/rsync\", \"{input}\", \"partner.example.com::inbox/{file.name}\"]";
    private static readonly string[] Common = ["run", "timeout", "path", "exit-codes"];
    private static readonly KeySet StepKeys = new("command", Common);
    private static readonly KeySet TargetKeys = new("command", [.. Common, "name"]);
    private static readonly KeySet NotifierKeys = new("command", [.. Common, .. NotifierReader.Common]);

    private static readonly Dictionary<string, ExitMeaning> Meanings = new()
    {
        ["ok"] = ExitMeaning.Success,
        ["data"] = ExitMeaning.BadData,
        ["temporary"] = ExitMeaning.Temporary,
        ["permanent"] = ExitMeaning.Permanent,
    };

    /// <summary>A step of a feed.</summary>
    public static CommandStep? Step(Entry entry) => Read(entry, StepKeys, StepExample, out _) is { } program ? new CommandStep(program) : null;

    /// <summary>A target of a feed.</summary>
    public static CommandTarget? Target(Entry entry)
    {
        var program = Read(entry, TargetKeys, TargetExample, out var mapping);
        var name = mapping?["name"] is { } own ? FeedName.Read(own, "target") : CommandTarget.Word;
        return program is null || name is null ? null : new CommandTarget(name, program);
    }

    /// <summary>A notifier of a feed, or of the zone.</summary>
    public static Notifier? Notifier(Entry entry)
    {
        var program = Read(entry, NotifierKeys, NotifierExample, out var mapping);
        Notifier? Make(string name) => program is null ? null : new CommandNotifier(name, program);
        return mapping is null ? Make(CommandNotifier.Word) : NotifierReader.Finish(mapping, CommandNotifier.Word, Make);
    }

    private static ExternalProgram? Read(Entry entry, KeySet keys, string example, out Mapping? mapping)
    {
        var before = entry.Complaints.Count;
        mapping = entry.Node is YamlMappingNode ? entry.Mapping(keys) : null;
        var run = entry.Node is YamlMappingNode ? mapping?.Required("run", $"write the program and its arguments: `run: {example}`") : entry;
        var standard = new ExternalProgram { Path = "" };
        var search = mapping?["path"] is { } path ? SearchPath(path) : standard.SearchPath;
        var timeout = mapping?["timeout"] is { } time ? Duration.Read(time, "1s", "24h") : standard.Timeout;
        var codes = mapping?["exit-codes"] is { } meanings ? ExitCodes(meanings) : standard.ExitCodes;
        if (run is null || search is null || timeout is null || codes is null || Words(run, example) is not { } words || Program(run, words[0], search) is not { } program)
            return null;
        return entry.Complaints.Count > before
            ? null
            : new ExternalProgram { Path = program, Arguments = [.. words.Skip(1)], Timeout = timeout.Value, SearchPath = search, ExitCodes = codes };
    }

    private static IReadOnlyList<string>? Words(Entry entry, string example)
    {
        if (entry.Items($"a list such as `{example}`") is not { } items)
            return null;
        var words = items.Select(Word).ToList();
        if (words.Count == 0)
            entry.Complain("no program is named", $"write for example `{example}`");
        return words.Count == 0 || words.Contains(null) ? null : [.. words.OfType<string>()];
    }

    /// <summary>An argument may be empty, in quotes.</summary>
    private static string? Word(Entry item)
    {
        var text = item.Text("a text");
        if (text?.Contains('\0', StringComparison.Ordinal) != true)
            return text;
        item.Complain("an argument holds a NUL", "no program can be given one");
        return null;
    }

    private static string? Program(Entry entry, string name, string search)
    {
        if (name.Contains('/', StringComparison.Ordinal) && !name.StartsWith('/'))
        {
            entry.Complain($"the program {Entry.Quoted(name)} is a relative path", "write its absolute path, or its bare name, which is looked for in `path`");
            return null;
        }

        string[] candidates = name.StartsWith('/') ? [name] : [.. search.Split(':').Select(folder => $"{folder}/{name}")];
        var found = candidates.Where(path => File.Exists(path)).ToList();
        if (found.Find(ExternalProgram.IsExecutable) is { } program)
            return program;
        if (found.Count > 0)
            entry.Complain($"{found[0]} is not executable", $"chmod a+x {ShellWord.Of(found[0])}, or name the program that reads it first");
        else
            entry.Complain($"there is no program {Entry.Quoted(name)}", name.StartsWith('/') ? "install it, or correct the path" : $"install it, or write its absolute path; it was looked for in {search}");
        return null;
    }

    private static string? SearchPath(Entry entry)
    {
        if (entry.Text("folders with colons between them") is not { } text)
            return null;
        if (text.Split(':').All(folder => folder.StartsWith('/')))
            return text;
        entry.Complain($"{Entry.Quoted(text)} names a folder that is not absolute", $"write for example `{ExternalProgram.StandardSearchPath}`");
        return null;
    }

    private static Dictionary<int, ExitMeaning>? ExitCodes(Entry entry)
    {
        if (entry.Pairs("a mapping such as `{ 3: data, 4: temporary }`") is not { } pairs)
            return null;
        var codes = new Dictionary<int, ExitMeaning>();
        foreach (var (name, value) in pairs)
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code > MaxExitCode)
                value.ComplainOfKey($"{Entry.Quoted(name)} is no exit code", $"write a number from 0 to {MaxExitCode}");
            else if (Choice.Read(value, "meaning of an exit code", Meanings) is { } meaning)
                codes[code] = meaning;
        }

        return codes.Count == pairs.Count ? codes : null;
    }
}
