namespace DropZone.Tables.Schema;

/// <summary>A Table Schema, as written. Source: https://datapackage.org/standard/table-schema/</summary>
public sealed record TableSchema
{
    public required IReadOnlyList<Field> Fields { get; init; }

    public FieldsMatch FieldsMatch { get; init; } = FieldsMatch.Exact;

    /// <summary>Cells equal to one of these have no value, unless their field has its own list.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = StandardMissing;

    /// <summary>Whether the schema leaves them to the standard.</summary>
    internal bool HasStandardMissing => ReferenceEquals(MissingValues, StandardMissing);

    private static readonly IReadOnlyList<string> StandardMissing = [""];

    /// <summary>Fields whose values are unique as a combination and never missing; may be empty.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    /// <summary>Lists of fields whose values are unique as a combination; rows that lack one of them are not compared.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UniqueKeys { get; init; } = [];

    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Whether the validity of a row depends on other rows or other tables.</summary>
    internal bool HasKeys => PrimaryKey.Count + UniqueKeys.Count + ForeignKeys.Count > 0 || Fields.Any(one => one.Constraints.Unique);
}

/// <summary>A reference from fields to a row of a table. Source: https://datapackage.org/standard/table-schema/#foreignkeys</summary>
/// <param name="Fields">The fields of this table.</param>
/// <param name="Resource">The name of the reference table; null: this table itself.</param>
/// <param name="ReferenceFields">The same number of fields of the reference table.</param>
public sealed record ForeignKey(IReadOnlyList<string> Fields, string? Resource, IReadOnlyList<string> ReferenceFields);
