using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Feeds;

/// <summary>Reads the <c>duplicates</c> of a feed.</summary>
internal static class DuplicatesReader
{
    private static readonly KeySet Keys = new("duplicates", "action", "by", "window");
    private static readonly Dictionary<string, bool> Ways = new() { ["name-and-content"] = true, ["content"] = false };

    private static readonly Dictionary<string, DuplicateAction> Actions = new()
    {
        ["skip"] = DuplicateAction.Skip,
        ["fail"] = DuplicateAction.Fail,
        ["process"] = DuplicateAction.Process,
    };

    /// <summary>Returns the settings, or null after a complaint.</summary>
    public static Duplicates? Read(Entry entry)
    {
        var standard = Duplicates.Standard;
        if (entry.Node is not YamlMappingNode)
            return Action(entry) is { } only ? standard with { Action = only } : null;
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var action = mapping["action"] is { } word ? Action(word) : standard.Action;
        var byName = mapping["by"] is { } way ? Choice.Read(way, "value for by", Ways) : standard.ByName;
        var window = mapping["window"] is { } time ? Duration.Read(time, "1h", "3650d") : standard.Window;
        return action is null || byName is null || window is null ? null : new Duplicates(action.Value, byName.Value, window.Value);
    }

    private static DuplicateAction? Action(Entry entry) => Choice.Read(entry, "value for duplicates", Actions);
}
