using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Schema;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>Reads the <c>constraints</c> of a field. Source: https://datapackage.org/standard/table-schema/#field-constraints</summary>
internal static class ConstraintsReader
{
    /// <summary>Unknown constraints are errors, although the standard permits them: their author relies on them.</summary>
    public static readonly KeySet Keys = new(
        "constraints", "required", "unique", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength",
        "pattern", "enum", "jsonSchema");

    /// <summary>Returns the constraints, without those that caused complaints.</summary>
    /// <param name="field">The field, whose type, format and marks define how values are written.</param>
    public static Constraints Read(Entry entry, Field field)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return new Constraints();
        return new Constraints
        {
            Required = mapping["required"] is { } required && Switch.Boolean(required) == true,
            Unique = mapping["unique"] is { } unique && Switch.Boolean(unique) == true,
            Minimum = Bound("minimum"),
            Maximum = Bound("maximum"),
            ExclusiveMinimum = Bound("exclusiveMinimum"),
            ExclusiveMaximum = Bound("exclusiveMaximum"),
            MinLength = mapping["minLength"] is { } shortest ? WholeNumber.Read(shortest, 0, int.MaxValue) : null,
            MaxLength = mapping["maxLength"] is { } longest ? WholeNumber.Read(longest, 0, int.MaxValue) : null,
            Pattern = mapping["pattern"]?.Text("a regular expression"),
            Enum = mapping["enum"] is { } values ? ConstraintValue.ReadAll(values, field) : null,
            JsonSchema = mapping["jsonSchema"] is { } schema ? Schema(schema) : null,
        };

        string? Bound(string key) => mapping[key] is { } bound ? ConstraintValue.Read(bound, field) : null;
    }

    private static string? Schema(Entry entry)
    {
        if (entry.Node is YamlMappingNode)
            return YamlJson.Of(entry.Node);
        entry.Expected("a JSON Schema such as { required: [id] }");
        return null;
    }
}
