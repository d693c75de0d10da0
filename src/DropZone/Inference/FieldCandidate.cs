using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Fields;

namespace DropZone.Inference;

/// <summary>A field that a column may turn out to be.</summary>
internal sealed class FieldCandidate
{
    private readonly FieldCheck _check;
    private readonly CellShape? _shape;
    private readonly CellShape? _evidence;

    /// <param name="shape">What cells must look like beyond being valid: a number that begins with zeros is a code. Null: anything.</param>
    /// <param name="evidence">What at least one cell must look like. Null: anything.</param>
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

    /// <summary>The column is text all the same; what people should know of it.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it takes a comma or a point for the decimal mark; null: that makes no difference to it.</summary>
    public char? DecimalMark { get; init; }

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
