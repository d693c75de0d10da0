using DropZone.Configuration.Yaml;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>Reads <c>missingValues</c>, of a schema or a field. Source: https://datapackage.org/standard/table-schema/#missingValues</summary>
internal static class MissingValuesReader
{
    private static readonly KeySet Keys = new("a missing value", "value", "label") { Open = true };

    /// <summary>Returns the texts, which since version 2 may be mappings of value and label, or null after complaints.</summary>
    public static IReadOnlyList<string>? Read(Entry entry) =>
        entry.Items("a list of texts such as [\"\", \"NA\"]") is { } items
            ? [.. items.Select(item => item.Node is YamlMappingNode
                ? item.Mapping(Keys)?.Required("value", "write `value: \"-99\"`")?.Text("a text, in quotes if it is empty")
                : item.Text("a text, in quotes if it is empty")).OfType<string>()]
            : null;
}
