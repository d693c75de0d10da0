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

    /// <summary>The rule, or null and a complaint.</summary>
    public static CompleteRule? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        if (mapping.Entries.Count > 1)
        {
            entry.Complain("`marker` and `checksum` cannot both be asked for", "keep one of them: a checksum proves more");
            return null;
        }
        if (mapping["marker"] is { } marker)
            return Pattern(marker, "{name}.done") is { } name ? new CompleteRule(CompleteKind.Marker, name) : null;
        if (mapping["checksum"] is { } checksum)
            return Pattern(checksum, "{name}.sha256") is { } name ? new CompleteRule(CompleteKind.Checksum, name) : null;
        entry.Complain("nothing is asked for", "write `marker: \"{name}.done\"` or `checksum: \"{name}.sha256\"`");
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
        var wrong = parts.Length == 1 ? $"{Entry.Quoted(pattern)} lacks `{Placeholder}`, which stands for the name of the delivery"
            : parts.Length > 2 ? $"{Entry.Quoted(pattern)} holds `{Placeholder}` more than once"
            : pattern == Placeholder ? "a file cannot be its own companion"
            : pattern.Contains('/') ? $"{Entry.Quoted(pattern)} holds a `/`: the companion lies beside the delivery"
            : null;
        if (wrong is null)
            return pattern;
        entry.Complain(wrong, remedy);
        return null;
    }
}
