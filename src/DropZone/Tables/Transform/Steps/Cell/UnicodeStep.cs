using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Converts cells to Unicode Normalization Form C, in which equal texts have equal bytes.</summary>
public sealed record UnicodeStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "unicode";

    internal override void Compile(PlanDraft draft, string path) => draft.Tidy(Columns, new ComposeEdit(), path);
}
