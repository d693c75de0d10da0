namespace DropZone.Tables.Schema;

/// <summary>The values of some fields must stand in a row of a table. Source: https://datapackage.org/standard/table-schema/#foreignkeys</summary>
/// <param name="Fields">Of this table.</param>
/// <param name="Resource">The name of the reference table; null: this table itself.</param>
/// <param name="ReferenceFields">Of the reference table, as many.</param>
public sealed record ForeignKey(IReadOnlyList<string> Fields, string? Resource, IReadOnlyList<string> ReferenceFields);
