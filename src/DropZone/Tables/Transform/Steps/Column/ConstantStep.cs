using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Rows;

namespace DropZone.Tables.Transform.Steps.Column;

/// <summary>Writes the same value to every row: column, which may be new, to value.</summary>
public sealed record ConstantStep(IReadOnlyDictionary<string, string> Values) : TransformStep
{
    internal override string Key => "constant";

    internal override void Compile(PlanDraft draft, string path)
    {
        foreach (var (name, value) in Values)
        {
            var column = draft.FindOrAppend(name, $"{path}.{name}");
            draft.Fill(column, new SetAction(column.Slot, value), value);
        }
    }
}
