using DropZone.Configuration.Yaml;
using DropZone.Feeds;

namespace DropZone.Configuration.Feeds;

/// <summary>Reads the <c>complete</c> of a feed.</summary>
internal static class CompleteReader
{
    private const string Placeholder = "{name}";

    private static readonly KeySet Keys = new("complete", "marker", "checksum")
    {
        Planned = ["trailer", "min-rows", "final-newline"],
    };

    /// <summary>Returns the rule, or null after a complaint.</summary>
    public static CompleteRule? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        if (mapping.Entries.Count > 1)
        {
            entry.Complain("`marker` and `checksum` are mutually exclusive", "remove one of them: a checksum is the stronger check");
            return null;
        }
        if (mapping["marker"] is { } marker)
            return Pattern(marker, "{name}.done") is { } name ? new CompleteRule(CompleteKind.Marker, name) : null;
        if (mapping["checksum"] is { } checksum)
            return Pattern(checksum, "{name}.sha256") is { } name ? new CompleteRule(CompleteKind.Checksum, name) : null;
        entry.Complain("neither a marker nor a checksum is configured", "write `marker: \"{name}.done\"` or `checksum: \"{name}.sha256\"`");
        return null;
    }

    private static string? Pattern(Entry entry, string example)
    {
        var remedy = $"write for example \"{example}\", in quotes";
        if (entry.Node is not YamlDotNet.RepresentationModel.YamlScalarNode)
        {
            entry.Expected("the name of the companion file", remedy);
            return null;
        }
        if (entry.Text("the name of the companion file") is not { } pattern)
            return null;
        var parts = pattern.Split(Placeholder);
        var wrong = parts.Length == 1 ? $"{Entry.Quoted(pattern)} does not contain `{Placeholder}`, the placeholder for the name of the delivery"
            : parts.Length > 2 ? $"{Entry.Quoted(pattern)} contains `{Placeholder}` more than once"
            : pattern == Placeholder ? "a file cannot be its own companion"
            : pattern.Contains('/') ? $"{Entry.Quoted(pattern)} contains a `/`: the companion must be in the folder of the delivery"
            : null;
        if (wrong is null)
            return pattern;
        entry.Complain(wrong, remedy);
        return null;
    }
}
