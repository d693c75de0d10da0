using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Masks personal data: column to the visible part.</summary>
public sealed record MaskStep(IReadOnlyDictionary<string, Masking> Columns) : TransformStep
{
    internal override string Key => "mask";

    internal override void Compile(PlanDraft draft, string path)
    {
        foreach (var (name, masking) in Columns)
            if (draft.Find(name, $"{path}.{name}") is { } column && OneCharacter.Of(masking.With) is { } with)
            {
                draft.Edit(column, new MaskEdit(masking.First, masking.Last, with));
                column.BecomeText(null);
            }
    }

    internal override IEnumerable<RuleProblem> Problems(string path)
    {
        foreach (var (name, masking) in Columns)
            if (OneCharacter.Of(masking.With) is null)
                yield return new RuleProblem($"{path}.{name}.with", "The masking text is not one character. Write one such as \"*\".");
    }
}
