using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Rows;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Fills cells without a value: column to value.</summary>
public sealed record DefaultStep(IReadOnlyDictionary<string, string> Values) : TransformStep
{
    internal override string Key => "default";

    internal override void Compile(PlanDraft draft, string path)
    {
        foreach (var (name, value) in Values)
            if (draft.Find(name, $"{path}.{name}") is { } column)
                draft.Fill(column, new FillAction(column.Slot, value, draft.Missing(column)), value);
    }
}
