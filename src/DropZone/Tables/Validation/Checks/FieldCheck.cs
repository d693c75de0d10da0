using System.IO.Hashing;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Primitives.Text;

namespace DropZone.Tables.Validation.Checks;

/// <summary>All that a field asks of its cells. Immutable; what a run remembers stands in its <see cref="CellInspection"/>.</summary>
internal abstract class FieldCheck(FieldContext context)
{
    /// <summary>False: no cell can fail, so none need be looked at.</summary>
    public virtual bool IsNeeded => true;

    private readonly ByteTexts missing = context.Missing;

    protected FieldContext Context { get; } = context;

    public bool IsMissing(ReadOnlySpan<byte> cell) => missing.Contains(cell);

    /// <summary>Adds the faults of the cell to the inspection.</summary>
    public void Inspect(ReadOnlySpan<byte> cell, CellInspection inspection)
    {
        if (!missing.Contains(cell))
            InspectValue(cell, inspection);
        else
            InspectMissing(inspection);
    }

    /// <summary>Inspects all cells. What is wrong with them is told of no row: it is only asked whether anything is.</summary>
    public void Inspect(CellColumn cells, CellInspection inspection)
    {
        for (var row = 0; row < cells.Count; row++)
            Inspect(cells[row], inspection);
    }

    /// <summary>As <see cref="Inspect(ReadOnlySpan{byte}, CellInspection)"/>, of a cell that the dialect says holds no value.</summary>
    public void InspectMissing(CellInspection inspection)
    {
        if (Context.Required is { } fault)
            inspection.Faults.Add(fault);
    }

    /// <summary>A digest that is the same for equal values of the type; false: the cell holds no value of it.</summary>
    public virtual bool TryDigest(ReadOnlySpan<byte> cell, out UInt128 digest)
    {
        digest = XxHash128.HashToUInt128(cell);
        return true;
    }

    /// <summary>A comparison with these values; null, and the one that is none of the type.</summary>
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
                $"The value of \"{Context.Name}\" stands in row {first} already; expected every value once."));
    }
}
