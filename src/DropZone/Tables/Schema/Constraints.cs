namespace DropZone.Tables.Schema;

/// <summary>
/// The constraints of a field, as written. Source: https://datapackage.org/standard/table-schema/#field-constraints
/// Bounds and enum values are texts in the field's format, which are cast when the rules are compiled.
/// </summary>
public sealed record Constraints
{
    public bool Required { get; init; }

    public bool Unique { get; init; }

    public string? Minimum { get; init; }

    public string? Maximum { get; init; }

    public string? ExclusiveMinimum { get; init; }

    public string? ExclusiveMaximum { get; init; }

    /// <summary>In Unicode code points; in items for arrays, lists and objects.</summary>
    public int? MinLength { get; init; }

    /// <summary>As <see cref="MinLength"/>.</summary>
    public int? MaxLength { get; init; }

    /// <summary>A regular expression that the whole cell must match; run in time linear in the cell.</summary>
    public string? Pattern { get; init; }

    public IReadOnlyList<string>? Enum { get; init; }

    /// <summary>A JSON Schema for objects and arrays, as JSON text.</summary>
    public string? JsonSchema { get; init; }
}
