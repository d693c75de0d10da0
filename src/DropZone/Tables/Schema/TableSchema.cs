namespace DropZone.Tables.Schema;

/// <summary>A Table Schema, as written. Source: https://datapackage.org/standard/table-schema/</summary>
public sealed record TableSchema
{
    public required IReadOnlyList<Field> Fields { get; init; }

    public FieldsMatch FieldsMatch { get; init; } = FieldsMatch.Exact;

    /// <summary>Cells equal to one of these hold no value, where a field does not say otherwise.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [""];

    /// <summary>Fields whose values together differ in every row, and are never missing. Empty: none.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    /// <summary>Lists of fields whose values together differ in every row; rows that lack one of them are not compared.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UniqueKeys { get; init; } = [];

    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Whether a row is good or bad depends on other rows, or on other tables.</summary>
    internal bool HasKeys => PrimaryKey.Count + UniqueKeys.Count + ForeignKeys.Count > 0 || Fields.Any(one => one.Constraints.Unique);
}

/// <summary>The values of some fields must stand in a row of a table. Source: https://datapackage.org/standard/table-schema/#foreignkeys</summary>
/// <param name="Fields">Of this table.</param>
/// <param name="Resource">The name of the reference table; null: this table itself.</param>
/// <param name="ReferenceFields">Of the reference table, as many.</param>
public sealed record ForeignKey(IReadOnlyList<string> Fields, string? Resource, IReadOnlyList<string> ReferenceFields);
