using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Feeds;

/// <summary>Reads the <c>match</c> of a feed.</summary>
internal static class MatchReader
{
    /// <summary>Returns the globs, or null after complaints.</summary>
    public static IReadOnlyList<string>? Read(Entry entry)
    {
        const string Expected = "a file name pattern such as \"orders-*.csv\", or a list of them";
        if (entry.Node is YamlDotNet.RepresentationModel.YamlScalarNode)
            return Glob(entry) is { } single ? [single] : null;
        if (entry.Items(Expected) is not { } items)
            return null;
        if (items.Count == 0)
            entry.Complain("the list is empty", "write a pattern, or remove the key");
        var globs = items.Select(Glob).ToList();
        return globs.Contains(null) ? null : [.. globs.OfType<string>()];
    }

    private static string? Glob(Entry entry)
    {
        if (entry.Text("a file name pattern such as \"orders-*.csv\"") is not { } glob)
            return null;
        var (wrong, remedy) = glob switch
        {
            _ when string.IsNullOrWhiteSpace(glob) => ("an empty pattern matches nothing", "remove it"),
            _ when glob.Contains('/') => ($"{Entry.Quoted(glob)} contains a `/`", "write a pattern of the file's name only: folders below incoming/ belong to the feed of their name"),
            _ when glob.AsSpan().ContainsAny("[]{}") => ($"{Entry.Quoted(glob)} contains a bracket", "only `*` (any text) and `?` (any one character) are supported"),
            _ => (null, ""),
        };
        if (wrong is null)
            return glob;
        entry.Complain(wrong, remedy);
        return null;
    }
}
