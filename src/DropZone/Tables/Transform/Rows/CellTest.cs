using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Transform.Rows;

/// <summary>One test of a cell of a row.</summary>
/// <param name="Slot">The slot of the cell.</param>
/// <param name="Column">Its name at that step.</param>
/// <param name="Kind">The test.</param>
/// <param name="Missing">The missing values.</param>
/// <param name="Comparison">For cells with a value; null where the test concerns only missing values.</param>
internal sealed record CellTest(int Slot, string Column, ComparisonKind Kind, ByteTexts Missing, CellComparison? Comparison);
