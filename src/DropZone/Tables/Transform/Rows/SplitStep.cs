using System.Text;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Splits a cell at a separator into others. Surplus parts stay in the last one, missing parts leave cells empty.</summary>
internal sealed class SplitStep(int source, string separator, IReadOnlyList<int> targets) : RowStep
{
    private readonly byte[] separator = Encoding.UTF8.GetBytes(separator);
    private readonly int[] targets = [.. targets];

    public override RowOutcome Apply(RowCells cells)
    {
        var result = cells.Result;
        result.Truncate(0);
        result.Append(cells[source]);
        var start = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var rest = result.Written[start..];
            var at = i == targets.Length - 1 ? -1 : rest.IndexOf(separator);
            cells.Set(targets[i], at < 0 ? rest : rest[..at]);
            start = at < 0 ? result.Length : start + at + separator.Length;
        }

        return RowOutcome.Passed;
    }
}
