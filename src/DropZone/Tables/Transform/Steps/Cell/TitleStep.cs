using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Puts the first letter of each word in upper case and the others in lower case (Unicode simple mapping).</summary>
public sealed record TitleStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "title";

    internal override void Compile(PlanDraft draft, string path) => draft.Edit(Columns, new TitleEdit(), path);
}
