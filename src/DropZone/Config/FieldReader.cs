using System.Collections.Frozen;
using DropZone.Rules;

namespace DropZone.Config;

/// <summary>Reads one field of a schema. Source: https://datapackage.org/standard/table-schema/#field</summary>
internal static class FieldReader
{
    private static readonly KeySet Keys = new(
        "a field", "name", "type", "format", "constraints", "decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues")
    {
        Open = true,
        PassedOver = ["title", "description", "example", "examples", "rdfType"],
        Planned = ["missingValues", "categories", "categoriesOrdered"],
        Elsewhere = ConstraintsReader.Keys.Known.Concat(ConstraintsReader.Keys.Planned)
            .ToFrozenDictionary(name => name, _ => "below `constraints`"),
    };

    private static readonly string[] PlannedTypes =
        ["object", "array", "list", "yearmonth", "duration", "geopoint", "geojson"];

    private static readonly FrozenDictionary<string, FieldType> Types =
        Enum.GetValues<FieldType>().Where(type => !PlannedTypes.Contains(type.ToString().ToLowerInvariant())).ToFrozenDictionary(type => type.ToString().ToLowerInvariant());

    /// <summary>The field, or null and complaints; a value complained about is missing.</summary>
    public static Field? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var name = mapping.Required("name", "a field without a name cannot be found in the header")?.Text("the name of a column");
        var standard = new Field { Name = name ?? "" };
        var field = standard with
        {
            Type = mapping["type"] is { } type ? Choice.Read(type, "type", Types, PlannedTypes) ?? FieldType.Any : standard.Type,
            Format = mapping["format"]?.Text("a format") is { } format ? WithoutPrefix(format) : standard.Format,
            Constraints = mapping["constraints"] is { } constraints ? ConstraintsReader.Read(constraints) : standard.Constraints,
            DecimalChar = mapping["decimalChar"]?.Text("a decimal mark") ?? standard.DecimalChar,
            GroupChar = mapping["groupChar"]?.Text("a group mark"),
            BareNumber = mapping["bareNumber"] is not { } bare || Switch.Boolean(bare) != false,
            TrueValues = mapping["trueValues"]?.Texts("a list of texts") ?? standard.TrueValues,
            FalseValues = mapping["falseValues"]?.Texts("a list of texts") ?? standard.FalseValues,
        };
        return name is null ? null : field;
    }

    /// <summary>Version 1 wrote <c>fmt:%d.%m.%Y</c>.</summary>
    private static string WithoutPrefix(string format) =>
        format.StartsWith("fmt:", StringComparison.Ordinal) ? format[4..] : format;
}
