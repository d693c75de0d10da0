using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Column;

/// <summary>Moves these columns to the front, in this order. The others keep theirs.</summary>
public sealed record ReorderStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "reorder";

    internal override void Compile(PlanDraft draft, string path)
    {
        var first = Columns.Select((name, i) => draft.Find(name, $"{path}[{i}]")).OfType<ColumnDraft>().ToList();
        for (var i = 0; i < Columns.Count; i++)
            if (Columns.Take(i).Contains(Columns[i]))
                draft.Complain($"{path}[{i}]", $"The column \"{Columns[i]}\" is named twice. Name it once.");
        draft.Columns = [.. first.Union(draft.Columns)];
    }
}
