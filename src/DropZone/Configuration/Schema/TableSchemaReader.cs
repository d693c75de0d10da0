using System.Collections.Frozen;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Schema;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>Reads a Table Schema, version 2 or 1. Source: https://datapackage.org/standard/table-schema/</summary>
internal static class TableSchemaReader
{
    private static readonly KeySet Keys = new("a schema", "fields", "fieldsMatch", "missingValues", "primaryKey", "uniqueKeys", "foreignKeys", "$schema")
    {
        Open = true,
        PassedOver = ["title", "description", "name", "resources"],
    };

    private static readonly FrozenDictionary<string, FieldsMatch> FieldsMatchWords =
        Enum.GetValues<FieldsMatch>().ToFrozenDictionary(match => match.ToString().ToLowerInvariant());

    /// <summary>Returns the schema, or null after complaints.</summary>
    public static TableSchema? Read(Entry root)
    {
        var before = root.Complaints.Count;
        if (root.Mapping(Keys) is not { } mapping)
            return null;
        var fields = Fields(mapping);
        var keys = new KeysReader(fields);
        var standard = new TableSchema { Fields = fields };
        var schema = standard with
        {
            FieldsMatch = mapping["fieldsMatch"] is { } match ? Match(match) ?? standard.FieldsMatch : standard.FieldsMatch,
            MissingValues = mapping["missingValues"] is { } values ? MissingValuesReader.Read(values) ?? [] : standard.MissingValues,
            PrimaryKey = mapping["primaryKey"] is { } primary ? keys.Primary(primary) : [],
            UniqueKeys = mapping["uniqueKeys"] is { } unique ? keys.Unique(unique) : [],
            ForeignKeys = mapping["foreignKeys"] is { } foreign ? keys.Foreign(foreign) : [],
        };
        return root.Complaints.Count > before ? null : schema;
    }

    /// <summary>Reads one word, which may be a list of one word as in the profile of version 2.0.</summary>
    private static FieldsMatch? Match(Entry entry)
    {
        if (entry.Node is YamlSequenceNode && entry.Items("one word") is { Count: 1 } items)
            entry = items[0];
        return Choice.Read(entry, "value for fieldsMatch", FieldsMatchWords);
    }

    private static List<Field> Fields(Mapping mapping)
    {
        if (mapping.Required("fields", "list the columns: `fields: [{ name: id, type: integer }]`") is not { } entry
            || entry.Items("a list of fields such as `- { name: id, type: integer }`") is not { } items)
            return [];
        if (items.Count == 0)
            entry.Complain("the list of fields is empty", "list the columns, or remove the schema");
        var untyped = Untyped(mapping);
        return [.. items.Select(item => FieldReader.Read(item, untyped)).OfType<Field>()];
    }

    // Fields without type are of type any in version 2 and string in version 1. Version 2 says that schemas without a version are of version 1.
    private static FieldType Untyped(Mapping mapping) =>
        mapping["$schema"]?.Node.ToString().Contains("/profiles/2", StringComparison.Ordinal) == true ? FieldType.Any : FieldType.String;
}
