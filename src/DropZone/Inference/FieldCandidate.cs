using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Fields;

namespace DropZone.Inference;

/// <summary>A candidate for the field of a column.</summary>
internal sealed class FieldCandidate
{
    private readonly FieldCheck _check;
    private readonly CellShape? _shape;
    private readonly CellShape? _evidence;

    /// <param name="shape">The additional condition on all cells: a number that starts with zeros is a code. Null: none.</param>
    /// <param name="evidence">The condition on at least one cell; null: none.</param>
    public FieldCandidate(Field field, CellShape? shape = null, CellShape? evidence = null)
    {
        Field = field;
        _shape = shape;
        _evidence = evidence;
        var problems = new List<RuleProblem>();
        _check = FieldCompiler.Compile(field, 0, "", new ByteTexts([]), problems)
            ?? throw new InvalidOperationException($"A candidate does not compile: {string.Join("; ", problems)}");
    }

    public Field Field { get; }

    /// <summary>A note for columns that are text although they match; null: the candidate is used.</summary>
    public string? Note { get; init; }

    /// <summary>Its decimal mark, comma or point; null if it has none.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>The point or comma that it reads in one of its two ways, as a decimal mark or as a group mark; null: it has none.</summary>
    public char? Mark => DecimalMark is null ? null : Field.GroupChar is null ? DecimalMark : Field.Type == FieldType.Integer ? Field.GroupChar[0] : null;

    public bool Takes(ReadOnlySpan<byte> cell, CellInspection inspection)
    {
        if (_shape?.Invoke(cell) == false)
            return false;
        inspection.Faults.Clear();
        _check.Inspect(cell, inspection);
        return inspection.Faults.Count == 0;
    }

    public bool IsEvidence(ReadOnlySpan<byte> cell) => _evidence?.Invoke(cell) != false;
}
