using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Temporal;

/// <summary>The type <c>year</c>. Source: gYear, https://www.w3.org/TR/xmlschema-2/#gYear; a time zone does not change the value.</summary>
internal sealed class YearType : CellType<int>
{
    public override string Expected => "a year such as 2026";

    public override bool TryRead(ReadOnlySpan<byte> cell, out int value) =>
        CalendarYear.TryTake(cell, out value, out var length) && CalendarYear.IsZone(cell[length..]);

    public override UInt128 Digest(int value) => (UInt128)value;
}
