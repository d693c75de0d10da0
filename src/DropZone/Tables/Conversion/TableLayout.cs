using DropZone.Csv.Dialects;
using DropZone.Tables.Errors;
using DropZone.Tables.References;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Validation.Rows;

namespace DropZone.Tables.Conversion;

/// <summary>The layout of a table, determined by its header.</summary>
/// <param name="Labels">Of the columns.</param>
/// <param name="Columns">The 0-based column of each field; -1 if the file has none. Null if the header does not match: rows are then read but not validated.</param>
/// <param name="IsMisread">Whether the dialect is probably wrong, so that errors about quotes would be misleading.</param>
internal sealed record TableLayout(
    TableConversion Conversion, ConversionVariant Variant, ConversionOutput Output, SourceFacts Facts, SensitiveCells Cells,
    IReadOnlyList<string> Labels, IReadOnlyList<int>? Columns, bool IsMisread)
{
    /// <summary>The plan of the output; null: nothing is written.</summary>
    public OutputPlan? Plan { get; init; }

    /// <summary>The labels of the output, if there is a plan.</summary>
    public OutputDialect Form { get; init; } = new();

    /// <summary>The tables that the steps of the plan look up.</summary>
    public LookupTable[] Lookups { get; init; } = [];

    /// <summary>Whether the header does not match, and <see cref="Columns"/> are those that are certain: only their cells are checked.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>Finds rows that repeat the header; null if the rows are not validated.</summary>
    public HeaderRow? Header { get; init; }

    public RuleSet Rules => Conversion.Rules;

    /// <summary>Whether each row can be checked and written without knowledge of earlier rows or of its place in the file.</summary>
    public bool RowsAreIndependent =>
        Columns is not null && Plan is not null && !IsMisread && Plan.Deduplications.Count == 0 && !Array.Exists(Plan.Steps, step => step.NeedsPlace)
        && Variant.Schema is not { HasKeys: true } && Output.MaxRows == long.MaxValue && Output.Refused is null && Output.BlockSize > 0;
}
