using System.IO.Hashing;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Primitives.Text;

namespace DropZone.Tables.Validation.Checks;

/// <summary>The rules of a field for its cells. Immutable: the state of a run is in its <see cref="CellInspection"/>.</summary>
internal abstract class FieldCheck(FieldContext context)
{
    /// <summary>Whether cells can fail; if not, none is inspected.</summary>
    public virtual bool IsNeeded => true;

    private readonly ByteTexts _missing = context.Missing;

    protected FieldContext Context { get; } = context;

    public bool IsMissing(ReadOnlySpan<byte> cell) => _missing.Contains(cell);

    /// <summary>Adds the faults of the cell to the inspection.</summary>
    public void Inspect(ReadOnlySpan<byte> cell, CellInspection inspection)
    {
        if (!_missing.Contains(cell))
            InspectValue(cell, inspection);
        else
            InspectMissing(inspection);
    }

    /// <summary>Inspects all cells, only to find whether any is invalid: faults do not contain their row.</summary>
    public void Inspect(CellColumn cells, CellInspection inspection)
    {
        for (var row = 0; row < cells.Count; row++)
            Inspect(cells[row], inspection);
    }

    /// <summary>Like <see cref="Inspect(ReadOnlySpan{byte}, CellInspection)"/>, for the null sequence of the dialect.</summary>
    public void InspectMissing(CellInspection inspection)
    {
        if (Context.Required is { } fault)
            inspection.Faults.Add(fault);
    }

    /// <summary>Returns a digest that is equal for equal values of the type, or false if the cell is not a value of the type.</summary>
    public virtual bool TryDigest(ReadOnlySpan<byte> cell, out UInt128 digest)
    {
        digest = XxHash128.HashToUInt128(cell);
        return true;
    }

    /// <summary>Returns a comparison with these values, or null and the value that is not of the type.</summary>
    public virtual CellComparison? Comparison(ComparisonKind kind, IReadOnlyList<string> values, out string? problem)
    {
        problem = null;
        return new TextComparison(kind, values);
    }

    protected abstract void InspectValue(ReadOnlySpan<byte> cell, CellInspection inspection);

    protected void InspectUnique(UInt128 digest, CellInspection inspection)
    {
        if (!inspection.Seen(Context.Index).TryAdd(digest, inspection.Row, out var first))
            inspection.Faults.Add(new(ErrorCode.UniqueError,
                $"Duplicate value in \"{Context.Name}\": first seen in row {first}."));
    }
}
