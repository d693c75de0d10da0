using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Brings cells to Unicode Normalization Form C: equal texts have equal bytes.</summary>
public sealed record UnicodeStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "unicode";

    internal override void Compile(PlanDraft draft, string path) => draft.Edit(Columns, new ComposeEdit(), path);
}
