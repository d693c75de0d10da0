using System.Text;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Fills cells without a value.</summary>
internal sealed class FillAction(int slot, string value, ByteTexts missing) : RowAction
{
    private readonly byte[] _value = Encoding.UTF8.GetBytes(value);

    public override RowOutcome Apply(RowCells cells)
    {
        if (cells.IsMissing(slot, missing))
            cells.Set(slot, _value);
        return RowOutcome.Passed;
    }
}
