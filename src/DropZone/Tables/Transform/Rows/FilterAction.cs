using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Transform.Rows;

/// <summary>Keeps or drops the rows for which all tests are true. A cell without a value is different from every value.</summary>
internal sealed class FilterAction(IReadOnlyList<CellTest> tests, bool keeps) : RowAction
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

/// <summary>One test of a cell of a row.</summary>
/// <param name="Slot">The slot of the cell.</param>
/// <param name="Column">Its name at that step.</param>
/// <param name="Kind">The test.</param>
/// <param name="Missing">The missing values.</param>
/// <param name="Comparison">For cells with a value; null where the test concerns only missing values.</param>
internal sealed record CellTest(int Slot, string Column, ComparisonKind Kind, ByteTexts Missing, CellComparison? Comparison);
