using DropZone.Rules.Moments;

namespace DropZone.Rules.Fields;

/// <summary>The type <c>year</c>: four digits.</summary>
internal sealed class YearType : CellType<int>
{
    public override string Expected => "a year of four digits such as 2026";

    public override bool TryRead(ReadOnlySpan<byte> cell, out int value)
    {
        var at = 0;
        return Digits.TryTake(cell, ref at, 4, 4, out value) && cell.Length == 4;
    }

    public override UInt128 Digest(int value) => (UInt128)value;
}
