using System.Text;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Joins cells with a separator. Cells without a value are skipped.</summary>
internal sealed class JoinAction(IReadOnlyList<(int Slot, ByteTexts Missing)> sources, string separator, int target) : RowAction
{
    private readonly (int Slot, ByteTexts Missing)[] _sources = [.. sources];
    private readonly byte[] _separator = Encoding.UTF8.GetBytes(separator);

    public override RowOutcome Apply(RowCells cells)
    {
        var result = cells.Result;
        result.Truncate(0);
        var isFirst = true;
        foreach (var (slot, missing) in _sources)
        {
            if (cells.IsMissing(slot, missing))
                continue;
            if (!isFirst)
                result.Append(_separator);
            isFirst = false;
            result.Append(cells[slot]);
        }

        if (isFirst)
            cells.SetNull(target);
        else
            cells.Set(target, result.Written);
        return RowOutcome.Passed;
    }
}
