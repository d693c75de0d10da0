using DropZone.Configuration.Yaml;
using DropZone.Tables.Schema;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>Reads the <c>categories</c> of a field. Source: https://datapackage.org/standard/table-schema/#categories</summary>
internal static class CategoriesReader
{
    private static readonly KeySet Keys = new("a category", "value", "label") { Open = true };

    /// <summary>Returns the values, which may be written as mappings of value and label, or null after complaints.</summary>
    public static IReadOnlyList<string>? Read(Entry entry, Field field)
    {
        if (entry.Items("a list of values, or of mappings such as { value: 1, label: low }") is not { } items)
            return null;
        if (items.Count == 0)
            entry.Complain("the list is empty: every value would be invalid", "list the values, or remove the key");
        return [.. items.Select(item => item.Node is YamlMappingNode
            ? item.Mapping(Keys)?.Required("value", "write `value: 1`") is { } value ? ConstraintValue.Read(value, field) : null
            : ConstraintValue.Read(item, field)).OfType<string>()];
    }
}
