using DropZone.Rules;
using YamlDotNet.RepresentationModel;

namespace DropZone.Config;

/// <summary>Reads a Table Schema, version 2 or 1. Source: https://datapackage.org/standard/table-schema/</summary>
internal static class TableSchemaReader
{
    // What promises a check that is not done is refused, not passed over.
    private static readonly string[] PlannedKeys = ["primaryKey", "uniqueKeys", "foreignKeys"];

    private static readonly KeySet Keys = new(
        "a schema", ["fields", "missingValues", "fieldsMatch", .. PlannedKeys])
    {
        Open = true,
        PassedOver = ["$schema", "title", "description", "name"],
    };

    private static readonly KeySet MissingValueKeys = new("a missing value", "value", "label") { Open = true };

    /// <summary>The schema, or null and complaints.</summary>
    public static TableSchema? Read(Entry root)
    {
        var before = root.Complaints.Count;
        if (root.Mapping(Keys) is not { } mapping)
            return null;
        foreach (var planned in PlannedKeys.Select(key => mapping[key]).OfType<Entry>().Where(HoldsSomething))
            planned.ComplainOfKey($"`{planned.Name}` is not built yet in this version", "remove it");
        FieldsMatch(mapping);
        var fields = Fields(mapping);
        var missing = mapping["missingValues"] is { } values ? MissingValues(values) : null;
        if (root.Complaints.Count > before)
            return null;
        var schema = new TableSchema { Fields = fields };
        return missing is null ? schema : schema with { MissingValues = missing };
    }

    private static void FieldsMatch(Mapping mapping)
    {
        if (mapping["fieldsMatch"] is { } match && match.Texts("`exact`") is { } words && words is not ["exact"])
            match.Complain($"{Entry.Quoted(string.Join(", ", words))} is not built yet in this version", "write `exact`, or remove the key");
    }

    private static List<Field> Fields(Mapping mapping)
    {
        if (mapping.Required("fields", "list the columns: `fields: [{ name: id, type: integer }]`") is not { } entry
            || entry.Items("a list of fields such as `- { name: id, type: integer }`") is not { } items)
            return [];
        if (items.Count == 0)
            entry.Complain("the list is empty: no file has no column", "list the columns, or remove the schema");
        return [.. items.Select(FieldReader.Read).OfType<Field>()];
    }

    /// <summary>Texts, or, since version 2, mappings of value and label.</summary>
    private static IReadOnlyList<string>? MissingValues(Entry entry) =>
        entry.Items("a list of texts such as [\"\", \"NA\"]") is { } items
            ? [.. items.Select(item => item.Node is YamlMappingNode
                ? item.Mapping(MissingValueKeys)?.Required("value", "write `value: \"-99\"`")?.Text("a text")
                : item.Text("a text, in quotes if it is empty")).OfType<string>()]
            : null;

    private static bool HoldsSomething(Entry entry) => entry.Node switch
    {
        YamlScalarNode scalar => scalar.Value is not (null or "" or "null" or "~"),
        YamlSequenceNode sequence => sequence.Children.Count > 0,
        _ => true,
    };
}
