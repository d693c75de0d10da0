using DropZone.Csv.Dialects;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;

namespace DropZone.Inference;

/// <summary>The table inferred from all samples.</summary>
/// <param name="Rows">The number of rows of all samples, without blank rows and headers.</param>
/// <param name="Blank">Rows whose cells are all empty.</param>
/// <param name="Notes">Notes about uncertainties of the dialect, for reviewers.</param>
public sealed record InferredTable(Dialect Dialect, IReadOnlyList<InferredField> Fields, long Rows, long Blank, IReadOnlyList<string> Notes)
{
    private const int RowsForKey = 10;

    /// <summary>The fields with unique values; empty if there are too few rows.</summary>
    public IReadOnlyList<string> KeyCandidates =>
        Rows < RowsForKey ? [] : [.. Fields.Where(inferred => inferred.IsKeyCandidate).Select(inferred => inferred.Field.Name)];

    /// <summary>The first column, if it is a candidate: other candidates may be coincidental.</summary>
    public string? PrimaryKey => KeyCandidates.Count > 0 && KeyCandidates[0] == Fields[0].Field.Name ? KeyCandidates[0] : null;

    /// <summary>The rules under which the samples are valid.</summary>
    public RuleSet Rules => new()
    {
        Dialects = [Dialect],
        BlankRows = Blank > 0 ? BlankRows.Skip : BlankRows.Fail,
        Schemas =
        [
            new TableSchema
            {
                Fields = [.. Fields.Select(inferred => inferred.Field)],
                PrimaryKey = PrimaryKey is { } key ? [key] : [],
            },
        ],
    };
}

/// <summary>A field that every cell of its column in the samples satisfies.</summary>
/// <param name="IsKeyCandidate">Whether its values are unique.</param>
/// <param name="Notes">Notes about uncertainties, for reviewers.</param>
public sealed record InferredField(Field Field, bool IsKeyCandidate, IReadOnlyList<string> Notes);
