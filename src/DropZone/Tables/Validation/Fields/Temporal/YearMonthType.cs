using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Temporal;

/// <summary>
/// The type <c>yearmonth</c>; values are months since the year 0. Source: gYearMonth, https://www.w3.org/TR/xmlschema-2/#gYearMonth;
/// a time zone does not change the value.
/// </summary>
internal sealed class YearMonthType : CellType<long>
{
    public override string Expected => "a month such as 2026-11";

    public override bool TryRead(ReadOnlySpan<byte> cell, out long value)
    {
        value = 0;
        if (!CalendarYear.TryTake(cell, out var year, out var at) || cell.Length < at + 3 || cell[at] != '-')
            return false;
        var month = Digits.Two(cell, at + 1);
        value = (year * 12L) + month - 1;
        return month is >= 1 and <= 12 && CalendarYear.IsZone(cell[(at + 3)..]);
    }

    public override UInt128 Digest(long value) => (UInt128)value;
}
