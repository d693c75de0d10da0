using DropZone.Rules;

namespace DropZone.Config;

/// <summary>Reads the <c>constraints</c> of a field. Source: https://datapackage.org/standard/table-schema/#field-constraints</summary>
internal static class ConstraintsReader
{
    /// <summary>An unknown constraint is refused, though the standard lets it pass: whoever wrote it relies on it.</summary>
    public static readonly KeySet Keys = new(
        "constraints", "required", "unique", "minimum", "maximum", "minLength", "maxLength", "pattern", "enum")
    {
        Planned = ["exclusiveMinimum", "exclusiveMaximum", "jsonSchema"],
    };

    /// <summary>The constraints; where one was complained about, it is missing.</summary>
    public static Constraints Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return new Constraints();
        return new Constraints
        {
            Required = mapping["required"] is { } required && Switch.Boolean(required) == true,
            Unique = mapping["unique"] is { } unique && Switch.Boolean(unique) == true,
            Minimum = mapping["minimum"]?.Text("a bound"),
            Maximum = mapping["maximum"]?.Text("a bound"),
            MinLength = mapping["minLength"] is { } shortest ? WholeNumber.Read(shortest, 0, int.MaxValue) : null,
            MaxLength = mapping["maxLength"] is { } longest ? WholeNumber.Read(longest, 0, int.MaxValue) : null,
            Pattern = mapping["pattern"]?.Text("a regular expression"),
            Enum = mapping["enum"] is { } values ? Values(values) : null,
        };
    }

    private static IReadOnlyList<string>? Values(Entry entry)
    {
        if (entry.Items("a list of values") is not { } items)
            return null;
        if (items.Count == 0)
            entry.Complain("the list is empty: no value would pass", "name the values, or remove the key");
        return [.. items.Select(item => item.Text("a value, in quotes if it is empty")).OfType<string>()];
    }
}
