using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Keeps or drops the rows for which all tests are true. A cell without a value is different from every value.</summary>
internal sealed class FilterRows(IReadOnlyList<CellTest> tests, bool keeps) : RowStep
{
    private readonly CellTest[] _tests = [.. tests];

    public override RowOutcome Apply(RowCells cells)
    {
        foreach (var test in _tests)
        {
            bool holds;
            if (cells.IsMissing(test.Slot, test.Missing))
                holds = test.Kind is ComparisonKind.Missing or ComparisonKind.NotEqual or ComparisonKind.NotIn;
            else if (test.Comparison is not { } comparison)
                holds = test.Kind == ComparisonKind.Present;
            else if (!comparison.TryCompare(cells[test.Slot], out holds))
                return cells.Fail(test.Slot, test.Column, $"cannot be compared; expected {comparison.Expected}");
            if (!holds)
                return keeps ? RowOutcome.Filtered : RowOutcome.Passed;
        }

        return keeps ? RowOutcome.Passed : RowOutcome.Filtered;
    }
}
