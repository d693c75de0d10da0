using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Replaces values by a small table: column to table.</summary>
public sealed record MapStep(IReadOnlyDictionary<string, CellMap> Columns) : TransformStep
{
    internal override string Key => "map";

    internal override void Compile(PlanDraft draft, string path)
    {
        foreach (var (name, map) in Columns)
            if (draft.Find(name, $"{path}.{name}") is { } column)
            {
                draft.Edit(column, new MapEdit(map));
                column.BecomeText(column.Origin);
            }
    }
}
