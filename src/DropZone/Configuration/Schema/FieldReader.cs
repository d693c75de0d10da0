using System.Collections.Frozen;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Schema;

namespace DropZone.Configuration.Schema;

/// <summary>Reads one field of a schema. Source: https://datapackage.org/standard/table-schema/#field</summary>
internal static class FieldReader
{
    private static readonly KeySet Keys = new(
        "a field", "name", "type", "format", "constraints", "decimalChar", "groupChar", "grouping", "bareNumber", "yearPivot", "trueValues", "falseValues",
        "delimiter", "itemType", "arrayItem", "categories", "categoriesOrdered", "missingValues", "sensitive")
    {
        Open = true,
        PassedOver = ["title", "description", "example", "examples", "rdfType"],
        Elsewhere = ConstraintsReader.Keys.Known.ToFrozenDictionary(name => name, _ => "below `constraints`"),
    };

    /// <summary>The names of groupings.</summary>
    internal static readonly FrozenDictionary<string, DigitGrouping> Groupings = new Dictionary<string, DigitGrouping>
    {
        ["thousands"] = DigitGrouping.Thousands,
        ["indian"] = DigitGrouping.Indian,
    }.ToFrozenDictionary();

    /// <summary>Returns the field, without the values that caused complaints, or null after a complaint.</summary>
    /// <param name="untyped">The type of a field without <c>type</c>.</param>
    public static Field? Read(Entry entry, FieldType untyped)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var name = mapping.Required("name", "write the name of the column")?.Text("the name of a column");
        var standard = new Field { Name = name ?? "", Type = untyped };
        var field = Typed(mapping, standard) with
        {
            DecimalChar = mapping["decimalChar"]?.Text("a decimal mark") ?? standard.DecimalChar,
            GroupChar = mapping["groupChar"]?.Text("a group mark"),
            Grouping = mapping["grouping"] is { } grouping ? Choice.Read(grouping, "grouping", Groupings) ?? standard.Grouping : standard.Grouping,
            YearPivot = mapping["yearPivot"] is { } pivot ? WholeNumber.Read(pivot, 0, 100) ?? standard.YearPivot : standard.YearPivot,
            TrueValues = mapping["trueValues"]?.Texts("a list of texts") ?? standard.TrueValues,
            FalseValues = mapping["falseValues"]?.Texts("a list of texts") ?? standard.FalseValues,
            Delimiter = mapping["delimiter"]?.Text("the separator of the items") ?? standard.Delimiter,
            ItemType = mapping["itemType"] is { } item ? Choice.Read(item, "itemType", FieldTypeNames.OfItems) : null,
            MissingValues = mapping["missingValues"] is { } missing ? MissingValuesReader.Read(missing) : null,
            Sensitive = mapping["sensitive"] is { } sensitive && Switch.Boolean(sensitive) != false,
        };
        if (mapping["categoriesOrdered"] is { } ordered)
            Switch.Boolean(ordered);
        field = field with
        {
            Constraints = mapping["constraints"] is { } constraints ? ConstraintsReader.Read(constraints, field) : field.Constraints,
            Categories = mapping["categories"] is { } categories ? CategoriesReader.Read(categories, field) : null,
        };
        if (mapping["arrayItem"] is { } described)
            field = field with { Constraints = ArrayItemReader.Read(described, field.Type, field.Constraints) };
        return name is null ? null : field;
    }

    /// <summary>Adds type, format and bareNumber, in the words of version 2 and of earlier versions.</summary>
    private static Field Typed(Mapping mapping, Field field)
    {
        var type = mapping["type"];
        field = field with
        {
            Type = type is not null ? Choice.Read(type, "type", FieldTypeNames.All) ?? FieldType.Any : field.Type,
            Format = mapping["format"]?.Text("a format") is { } format ? WithoutPrefix(format) : field.Format,
            BareNumber = mapping["bareNumber"] is not { } bare || Switch.Boolean(bare) != false,
        };
        // the drafts before version 1 had a type of its own for base64, and a format for numbers with a currency sign
        if (type?.Node.ToString() == "binary")
            return field with { Format = "binary" };
        return field is { Type: FieldType.Number, Format: "currency" } ? field with { Format = "default", BareNumber = false } : field;
    }

    /// <summary>Removes the prefix of version 0: <c>fmt:%d.%m.%Y</c>.</summary>
    private static string WithoutPrefix(string format) =>
        format.StartsWith("fmt:", StringComparison.Ordinal) ? format[4..] : format;
}
