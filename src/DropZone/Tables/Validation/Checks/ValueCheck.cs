using System.Text;

namespace DropZone.Tables.Validation.Checks;

/// <summary>Checks a type and the constraints on its values.</summary>
internal sealed class ValueCheck<T>(FieldContext context, CellType<T> type, CellFault typeFault, ValueBounds<T> bounds)
    : FieldCheck(context)
    where T : struct, IComparable<T>, IEquatable<T>
{
    private CellFault? _doubtFault; // the same whichever thread sets it
    private readonly bool _valueWanted = bounds.Any || context.Unique;

    public override bool TryDigest(ReadOnlySpan<byte> cell, out UInt128 digest)
    {
        var isValue = type.TryRead(cell, out var value);
        digest = isValue ? type.Digest(value) : default;
        return isValue;
    }

    public override CellComparison? Comparison(ComparisonKind kind, IReadOnlyList<string> values, out string? problem)
    {
        var read = new T[values.Count];
        problem = null;
        for (var i = 0; i < read.Length; i++)
            if (!type.TryReadDeclared(Encoding.UTF8.GetBytes(values[i]), out read[i]))
                problem ??= $"\"{values[i]}\" is not a value of the column; expected {type.Expected}.";
            else if (kind is ComparisonKind.Less or ComparisonKind.AtMost or ComparisonKind.More or ComparisonKind.AtLeast && !type.IsOrdered(read[i]))
                problem ??= $"{values[i]} is neither above nor below any number. Write a number.";
        return problem is null ? new ValueComparison<T>(type, kind, read) : null;
    }

    private CellFault Fault(ReadOnlySpan<byte> cell) => type.Doubt(cell) is { } doubt ? _doubtFault ??= typeFault with { Message = $"\"{Context.Name}\" {doubt}" } : typeFault;

    protected override void InspectValue(ReadOnlySpan<byte> cell, CellInspection inspection)
    {
        if (!_valueWanted)
        {
            if (!type.IsValid(cell))
                inspection.Faults.Add(Fault(cell));
            return;
        }

        if (!type.TryRead(cell, out var value))
        {
            inspection.Faults.Add(Fault(cell));
            return;
        }

        bounds.Inspect(value, type.IsOrdered(value), inspection);
        if (Context.Unique)
            InspectUnique(type.Digest(value), inspection);
    }
}
