using System.Text;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Splits a cell at a separator into others. Surplus parts stay in the last one, missing parts, and those of a cell without a value, have no value.</summary>
internal sealed class SplitAction(int source, ByteTexts missing, string separator, IReadOnlyList<int> targets) : RowAction
{
    private readonly byte[] _separator = Encoding.UTF8.GetBytes(separator);
    private readonly int[] _targets = [.. targets];

    public override RowOutcome Apply(RowCells cells)
    {
        var result = cells.Result;
        result.Truncate(0);
        result.Append(cells[source]);
        var start = cells.IsMissing(source, missing) ? -1 : 0;
        for (var i = 0; i < _targets.Length; i++)
        {
            if (start < 0)
            {
                cells.SetNull(_targets[i]);
                continue;
            }

            var rest = result.Written[start..];
            var at = i == _targets.Length - 1 ? -1 : rest.IndexOf(_separator);
            cells.Set(_targets[i], at < 0 ? rest : rest[..at]);
            start = at < 0 ? -1 : start + at + _separator.Length;
        }

        return RowOutcome.Passed;
    }
}
