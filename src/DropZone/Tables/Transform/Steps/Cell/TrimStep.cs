using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Removes white space around the cells of these columns.</summary>
public sealed record TrimStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "trim";

    internal override void Compile(PlanDraft draft, string path) => draft.Tidy(Columns, new TrimEdit(), path);
}
