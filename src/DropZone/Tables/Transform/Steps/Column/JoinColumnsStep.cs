using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Rows;

namespace DropZone.Tables.Transform.Steps.Column;

/// <summary>Joins the cells of columns into a new column at the end. The columns stay. Cells without a value are skipped.</summary>
/// <param name="Columns">In their order.</param>
/// <param name="By">The text between two of them.</param>
/// <param name="Into">The new column.</param>
public sealed record JoinColumnsStep(IReadOnlyList<string> Columns, string By, string Into) : TransformStep
{
    internal override string Key => "join-columns";

    internal override void Compile(PlanDraft draft, string path)
    {
        var sources = Columns.Select((name, i) => draft.Find(name, $"{path}.columns[{i}]")).OfType<ColumnDraft>().ToList();
        var target = draft.Append(Into, $"{path}.into");
        draft.Add(new JoinAction([.. sources.Select(column => (column.Slot, draft.Missing(column)))], By, target.Slot));
        target.BecomeFrom(sources, isCopy: sources.Count == 1);
    }
}
