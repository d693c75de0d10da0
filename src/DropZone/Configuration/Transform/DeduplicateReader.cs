using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Row;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the step <c>deduplicate</c>. Returns null after a complaint.</summary>
internal static class DeduplicateReader
{
    private static readonly KeySet Keys = new("deduplicate", "by", "keep", "window");
    private static readonly Dictionary<string, bool> Winners = new() { ["first"] = false, ["last"] = true };

    public static TransformStep? Read(Entry entry)
    {
        if (entry.Node is not YamlMappingNode)
            return StepColumns.Names(entry) is { } key ? new DeduplicateStep(key, LastWins: false, Window: null) : null;
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var columns = mapping.Required("by", "name the columns of the key") is { } names ? StepColumns.Names(names) : null;
        var lastWins = mapping["keep"] is { } keep ? Choice.Read(keep, "value for keep", Winners) : false;
        var window = mapping["window"] is { } time ? Duration.Read(time, "1h", "3650d") : null;
        return columns is null || lastWins is null || (mapping["window"] is not null && window is null)
            ? null
            : new DeduplicateStep(columns, lastWins.Value, window);
    }
}
