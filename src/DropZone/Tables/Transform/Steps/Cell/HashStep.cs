using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Replaces personal data by keyed digests: equal cells have equal digests, and values cannot be guessed without the key.</summary>
/// <param name="Columns">The columns, whose missing values stay.</param>
/// <param name="Secret">The key, which is kept out of logs and reports.</param>
public sealed record HashStep(IReadOnlyList<string> Columns, HashKey Secret) : TransformStep
{
    internal override string Key => "hash";

    internal override void Compile(PlanDraft draft, string path)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (draft.Find(Columns[i], $"{path}.columns[{i}]") is { } column)
            {
                draft.Edit(column, new HashEdit(Secret));
                column.BecomeText(null);
            }
    }
}
