using DropZone.Configuration.Commands;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Targets;

namespace DropZone.Configuration.Targets;

/// <summary>Reads the target <c>command</c>.</summary>
internal static class CommandTargetReader
{
    private const string Example = "[\"/usr/bin/rsync\", \"{input}\", \"partner.example.com::inbox/{file.name}\"]";
    private static readonly KeySet Keys = new("command", [.. ProgramReader.CommonKeys, "name"]);

    /// <summary>Returns the target, or null after a complaint.</summary>
    public static Target? Read(Entry entry)
    {
        var program = ProgramReader.Read(entry, Keys, Example, out var mapping);
        var name = mapping?["name"] is { } own ? FeedNameReader.Read(own, "target") : CommandTarget.Word;
        return program is null || name is null ? null : new CommandTarget(name, program);
    }
}
