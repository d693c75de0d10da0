using System.Globalization;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Schema;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>
/// Reads the values of constraints and categories. The standard allows texts in the format of the field and the primitive
/// types of JSON, which are converted to such texts. Source: https://datapackage.org/standard/table-schema/#field-constraints
/// </summary>
internal static class ConstraintValue
{
    private const int ExactDigits = 28;

    /// <summary>Returns the value as a cell of the field contains it, or null after a complaint.</summary>
    public static string? Read(Entry entry, Field field)
    {
        var node = entry.Node;
        return field.Type switch
        {
            FieldType.Object or FieldType.Array or FieldType.GeoJson when node is not YamlScalarNode => YamlJson.Of(node),
            FieldType.GeoPoint when node is not YamlScalarNode => field.Format == "default" && Items(entry) is { } point ? string.Join(',', point) : YamlJson.Of(node),
            FieldType.List when node is YamlSequenceNode => Items(entry) is { } items ? string.Join(field.Delimiter, items) : null,
            FieldType.YearMonth when node is YamlSequenceNode { Children: [YamlScalarNode year, YamlScalarNode month] } => $"{Padded(year, 4)}-{Padded(month, 2)}",
            FieldType.Year when YamlJson.IsNumber(node) => Padded((YamlScalarNode)node, 4),
            FieldType.Boolean when YamlJson.IsBoolean(node) => Of(((YamlScalarNode)node).Value!, field),
            FieldType.Integer when YamlJson.IsNumber(node) => Whole(((YamlScalarNode)node).Value!),
            FieldType.Number when YamlJson.IsNumber(node) => ((YamlScalarNode)node).Value!.Replace(".", field.DecimalChar, StringComparison.Ordinal),
            _ => entry.Text("a value, in quotes if it is empty"),
        };
    }

    /// <summary>Returns the values of a list, or null after complaints.</summary>
    public static IReadOnlyList<string>? ReadAll(Entry entry, Field field)
    {
        if (entry.Items("a list of values") is not { } items)
            return null;
        if (items.Count == 0)
            entry.Complain("the list is empty: every value would be invalid", "list the values, or remove the key");
        return [.. items.Select(item => Read(item, field)).OfType<string>()];
    }

    private static List<string>? Items(Entry entry) =>
        entry.Items("a list of values")?.Select(item => item.Text("a value") ?? "").ToList();

    private static string Padded(YamlScalarNode number, int digits) =>
        int.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value.ToString($"D{digits}", CultureInfo.InvariantCulture)
            : number.Value ?? "";

    private static string Of(string boolean, Field field) =>
        (boolean == "true" ? field.TrueValues : field.FalseValues) is { Count: > 0 } words && !words.Contains(boolean) ? words[0] : boolean;

    // JSON does not distinguish 1 and 1.0; more digits than these would be rounded
    private static string Whole(string number) =>
        number.Count(char.IsAsciiDigit) <= ExactDigits && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && decimal.Truncate(value) == value
            ? value.ToString("F0", CultureInfo.InvariantCulture)
            : number;
}
