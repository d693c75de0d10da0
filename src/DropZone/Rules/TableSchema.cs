namespace DropZone.Rules;

/// <summary>A Table Schema, as written. Source: https://datapackage.org/standard/table-schema/</summary>
public sealed record TableSchema
{
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>Cells equal to one of these hold no value.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [""];
}
