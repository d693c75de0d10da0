using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Converts the cells of these columns to lower case (Unicode simple mapping, culture-invariant).</summary>
public sealed record LowerStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "lower";

    internal override void Compile(PlanDraft draft, string path) => draft.Tidy(Columns, new CaseEdit(upper: false), path);
}
