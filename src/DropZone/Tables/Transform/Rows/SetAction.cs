using System.Text;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Writes the same value to every row.</summary>
internal sealed class SetAction(int slot, string value) : RowAction
{
    private readonly byte[] _value = Encoding.UTF8.GetBytes(value);

    public override RowOutcome Apply(RowCells cells)
    {
        cells.Set(slot, _value);
        return RowOutcome.Passed;
    }
}
