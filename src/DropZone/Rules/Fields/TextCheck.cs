using System.IO.Hashing;
using System.Text.RegularExpressions;

namespace DropZone.Rules.Fields;

/// <summary>Checks fields of text: string in all its formats, and any.</summary>
internal sealed class TextCheck(FieldContext context) : FieldCheck(context)
{
    public (TextFormat Format, CellFault Fault)? Format { get; init; }

    /// <summary>In Unicode code points.</summary>
    public (int Length, CellFault Fault)? MinLength { get; init; }

    /// <summary>In Unicode code points.</summary>
    public (int Length, CellFault Fault)? MaxLength { get; init; }

    public (Regex Regex, CellFault Fault)? Pattern { get; init; }

    public (ByteTexts Texts, CellFault Fault)? Enum { get; init; }

    public (ByteTexts Texts, CellFault Fault)? Categories { get; init; }

    public override bool IsNeeded => Context.Required is not null || HasRules;

    private bool HasRules => Format is not null || MinLength is not null || MaxLength is not null || Pattern is not null
        || Enum is not null || Categories is not null || Context.Unique;

    protected override void InspectValue(ReadOnlySpan<byte> cell, CellInspection inspection)
    {
        if (Format is { } format && !TextFormats.IsValid(format.Format, cell))
        {
            inspection.Faults.Add(format.Fault);
            return;
        }

        if (MinLength is not null || MaxLength is not null)
        {
            var length = CodePoints(cell);
            if (MinLength is { } least && length < least.Length)
                inspection.Faults.Add(least.Fault);
            if (MaxLength is { } most && length > most.Length)
                inspection.Faults.Add(most.Fault);
        }

        if (Pattern is { } pattern && !pattern.Regex.IsMatch(inspection.Decode(cell)))
            inspection.Faults.Add(pattern.Fault);
        if (Enum is { } allowed && !allowed.Texts.Contains(cell))
            inspection.Faults.Add(allowed.Fault);
        if (Categories is { } categories && !categories.Texts.Contains(cell))
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
