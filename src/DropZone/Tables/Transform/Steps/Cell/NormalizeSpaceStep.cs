using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Removes white space around the cells of these columns, and replaces each run of it inside by one blank.</summary>
public sealed record NormalizeSpaceStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "normalize-space";

    internal override void Compile(PlanDraft draft, string path) => draft.Tidy(Columns, new NormalizeSpaceEdit(), path);
}
