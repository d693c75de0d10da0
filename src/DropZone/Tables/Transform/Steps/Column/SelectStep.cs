using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Column;

/// <summary>Keeps these columns, in this order.</summary>
public sealed record SelectStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "select";

    internal override void Compile(PlanDraft draft, string path)
    {
        var kept = new List<ColumnDraft>();
        for (var i = 0; i < Columns.Count; i++)
        {
            if (draft.Find(Columns[i], $"{path}[{i}]") is not { } column)
                continue;
            if (kept.Contains(column))
                draft.Complain($"{path}[{i}]", $"The column \"{column.Name}\" is selected twice. Name it once.");
            else
                kept.Add(column);
        }

        if (Columns.Count == 0)
            draft.Complain(path, "No column is selected. Name at least one.");
        draft.Columns = kept;
    }
}
