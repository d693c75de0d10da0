using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Schema;

namespace DropZone.Configuration.Schema;

/// <summary>
/// Reads <c>arrayItem</c>, by which Frictionless describes the items of an array, as a JSON Schema. Source: https://framework.frictionlessdata.io/docs/fields/array.html
/// </summary>
internal static class ArrayItemReader
{
    private static readonly KeySet Keys = new("an array item", "type", "constraints")
    {
        Open = true,
        PassedOver = ["name", "title", "description", "format", "example"],
    };

    private static readonly KeySet ConstraintKeys = new(
        "constraints of an array item", "required", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "enum");

    /// <summary>The types of JSON.</summary>
    private static readonly FrozenSet<string> Types = FrozenSet.Create("string", "integer", "number", "boolean", "object", "array");

    /// <summary>Returns the constraints of the field with those of its items.</summary>
    public static Constraints Read(Entry entry, FieldType type, Constraints constraints)
    {
        if (type != FieldType.Array)
        {
            entry.ComplainOfKey("`arrayItem` requires type: array", "remove it, or write `type: array`");
            return constraints;
        }

        if (entry.Mapping(Keys) is not { } mapping)
            return constraints;
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            Write(writer, mapping);
        var items = $"{{\"items\":{Encoding.UTF8.GetString(json.ToArray())}}}";
        return constraints with { JsonSchema = constraints.JsonSchema is { } own ? $"{{\"allOf\":[{own},{items}]}}" : items };
    }

    private static void Write(Utf8JsonWriter writer, Mapping item)
    {
        writer.WriteStartObject();
        if (item["type"] is { } type && type.Text("a type") is { } name && name != "any")
        {
            if (Types.Contains(name))
                writer.WriteString("type", name);
            else
                type.Complain($"items of type {Entry.Quoted(name)} are not supported", $"write one of {Entry.Listed(Types.Order(StringComparer.Ordinal))}");
        }

        if (item["constraints"]?.Mapping(ConstraintKeys) is { } constraints)
            foreach (var entry in constraints.Entries)
                Write(writer, entry);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Entry constraint)
    {
        // JSON has no items without a value, except null, which no type includes
        if (constraint.Name == "required")
            return;
        writer.WritePropertyName(constraint.Name);
        if (constraint.Name == "pattern")
            writer.WriteStringValue($"^(?:{constraint.Text("a regular expression")})$");
        else
            writer.WriteRawValue(YamlJson.Of(constraint.Node));
    }
}
