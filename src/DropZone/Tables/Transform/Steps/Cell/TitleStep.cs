using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Converts the first letter of each word to upper case and the others to lower case (Unicode simple mapping).</summary>
public sealed record TitleStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "title";

    internal override void Compile(PlanDraft draft, string path) => draft.Tidy(Columns, new TitleEdit(), path);
}
