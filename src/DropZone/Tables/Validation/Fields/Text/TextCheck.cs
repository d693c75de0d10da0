using System.IO.Hashing;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Text;

/// <summary>Checks fields of text: string in all its formats, and any.</summary>
internal sealed class TextCheck(FieldContext context) : FieldCheck(context)
{
    public TextRule<TextFormat>? Format { get; init; }

    /// <summary>In Unicode code points.</summary>
    public TextRule<int>? MinLength { get; init; }

    /// <summary>In Unicode code points.</summary>
    public TextRule<int>? MaxLength { get; init; }

    public TextRule<CellPattern>? Pattern { get; init; }

    public TextRule<ByteTexts>? Enum { get; init; }

    public TextRule<ByteTexts>? Categories { get; init; }

    public override bool IsNeeded => Context.Required is not null || HasRules;

    private bool HasRules => Format is not null || MinLength is not null || MaxLength is not null || Pattern is not null
        || Enum is not null || Categories is not null || Context.Unique;

    protected override void InspectValue(ReadOnlySpan<byte> cell, CellInspection inspection)
    {
        if (Format is { } format && !TextFormats.IsValid(format.Rule, cell))
        {
            inspection.Faults.Add(format.Fault);
            return;
        }

        // no cell has more characters than bytes
        if (MinLength is not null || MaxLength?.Rule < cell.Length)
        {
            var length = CodePoints(cell);
            if (MinLength is { } least && length < least.Rule)
                inspection.Faults.Add(least.Fault);
            if (MaxLength is { } most && length > most.Rule)
                inspection.Faults.Add(most.Fault);
        }

        if (Pattern is { } pattern && !pattern.Rule.IsMatch(cell, inspection))
            inspection.Faults.Add(pattern.Fault);
        if (Enum is { } allowed && !allowed.Rule.Contains(cell))
            inspection.Faults.Add(allowed.Fault);
        if (Categories is { } categories && !categories.Rule.Contains(cell))
            inspection.Faults.Add(categories.Fault);
        if (Context.Unique)
            InspectUnique(XxHash128.HashToUInt128(cell), inspection);
    }

    private static int CodePoints(ReadOnlySpan<byte> cell)
    {
        var count = 0;
        foreach (var unit in cell)
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }
}

/// <summary>A rule of a text field, and the fault of a cell that violates it.</summary>
internal sealed record TextRule<T>(T Rule, CellFault Fault);
