using DropZone.Csv.Dialects;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Conversion;

/// <summary>One accepted dialect with one accepted version of the schema, compiled.</summary>
/// <param name="Schema">The schema; null: any well-formed CSV.</param>
/// <param name="Checks">The checks in the order of the fields.</param>
/// <param name="Plan">The plan; null if it is compiled when the header is read.</param>
/// <param name="Missing">The missing values of the table.</param>
internal sealed record ConversionVariant(
    Dialect Dialect, TableSchema? Schema, IReadOnlyList<FieldCheck> Checks, OutputPlan? Plan, IReadOnlyList<string> Missing);
