using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Column;

/// <summary>Removes these columns.</summary>
public sealed record DropStep(IReadOnlyList<string> Columns) : TransformStep
{
    internal override string Key => "drop";

    internal override void Compile(PlanDraft draft, string path)
    {
        var dropped = Columns.Select((name, i) => draft.Find(name, $"{path}[{i}]")).ToList();
        List<ColumnDraft> kept = [.. draft.Columns.Where(column => !dropped.Contains(column))];
        if (kept.Count == 0)
            draft.Complain(path, "The step drops every column. Keep at least one.");
        draft.Columns = kept;
    }
}
