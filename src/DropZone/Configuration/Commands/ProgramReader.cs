using System.Globalization;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Processes;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Commands;

/// <summary>Reads the settings of a program: a list of its words, or a mapping with the list and further keys.</summary>
internal static class ProgramReader
{
    private const int MaxExitCode = 255;
    /// <summary>The keys of every program.</summary>
    public static readonly string[] CommonKeys = ["run", "timeout", "path", "exit-codes"];

    private static readonly Dictionary<string, ExitMeaning> Meanings = new()
    {
        ["ok"] = ExitMeaning.Success,
        ["data"] = ExitMeaning.BadData,
        ["temporary"] = ExitMeaning.Temporary,
        ["permanent"] = ExitMeaning.Permanent,
    };

    /// <summary>Returns the program, or null after a complaint.</summary>
    /// <param name="entry">The list of words, or the mapping.</param>
    /// <param name="keys">The keys that the mapping may have.</param>
    /// <param name="example">A list of words, for complaints.</param>
    /// <param name="mapping">The mapping; null if there is none.</param>
    public static ExternalProgram? Read(Entry entry, KeySet keys, string example, out Mapping? mapping)
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
        item.Complain("the argument contains a NUL character", "remove it: programs cannot receive one");
        return null;
    }

    private static string? Program(Entry entry, string name, string search)
    {
        if (name.Contains('/', StringComparison.Ordinal) && !name.StartsWith('/'))
        {
            entry.Complain($"the program {Entry.Quoted(name)} is a relative path", "write its absolute path, or its bare name, which is searched for in `path`");
            return null;
        }

        string[] candidates = name.StartsWith('/') ? [name] : [.. search.Split(':').Select(folder => $"{folder}/{name}")];
        var found = candidates.Where(entry.Files.File.Exists).ToList();
        if (found.Find(ExternalProgram.IsExecutable) is { } program)
            return program;
        if (found.Count > 0)
            entry.Complain($"{found[0]} is not executable", $"run `chmod a+x {ShellWord.Of(found[0])}`, or write its interpreter as the first word");
        else
            entry.Complain($"there is no program {Entry.Quoted(name)}", name.StartsWith('/') ? "install it, or fix the path" : $"install it, or write its absolute path. It was searched for in {search}");
        return null;
    }

    private static string? SearchPath(Entry entry)
    {
        if (entry.Text("absolute folders, separated by colons") is not { } text)
            return null;
        if (text.Split(':').All(folder => folder.StartsWith('/')))
            return text;
        entry.Complain($"{Entry.Quoted(text)} contains a relative path", $"write for example `{ExternalProgram.StandardSearchPath}`");
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
                value.ComplainOfKey($"{Entry.Quoted(name)} is not an exit code", $"write a number from 0 to {MaxExitCode}");
            else if (Choice.Read(value, "meaning of an exit code", Meanings) is { } meaning)
                codes[code] = meaning;
        }

        return codes.Count == pairs.Count ? codes : null;
    }
}
