using DropZone.Csv.Dialects;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;

namespace DropZone.Inference;

/// <summary>What samples have in common.</summary>
/// <param name="Rows">All rows of all samples, blank ones and headers left aside.</param>
/// <param name="Blank">Rows whose cells are all empty.</param>
/// <param name="Notes">What people should know of the dialect before they believe it.</param>
public sealed record InferredTable(Dialect Dialect, IReadOnlyList<InferredField> Fields, long Rows, long Blank, IReadOnlyList<string> Notes)
{
    private const int RowsForKey = 10;

    /// <summary>The fields whose values differ from row to row; none where a few rows say little.</summary>
    public IReadOnlyList<string> KeyCandidates =>
        Rows < RowsForKey ? [] : [.. Fields.Where(inferred => inferred.IsKeyCandidate).Select(inferred => inferred.Field.Name)];

    /// <summary>The first column, if it is a candidate: that others are may be chance.</summary>
    public string? PrimaryKey => KeyCandidates.Count > 0 && KeyCandidates[0] == Fields[0].Field.Name ? KeyCandidates[0] : null;

    /// <summary>The rules that the samples pass.</summary>
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
/// <param name="IsKeyCandidate">Every row has a value of its own.</param>
/// <param name="Notes">What people should know before they believe it.</param>
public sealed record InferredField(Field Field, bool IsKeyCandidate, IReadOnlyList<string> Notes);
