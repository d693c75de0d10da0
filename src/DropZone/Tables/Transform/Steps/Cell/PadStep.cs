using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>Pads the cells of columns to a width, for example article numbers without their leading zeros.</summary>
public sealed record PadStep(IReadOnlyDictionary<string, Padding> Columns) : TransformStep
{
    internal override string Key => "pad";

    internal override void Compile(PlanDraft draft, string path)
    {
        foreach (var (name, padding) in Columns)
            if (draft.Find(name, $"{path}.{name}") is { } column && OneCharacter.Of(padding.With) is { } with)
            {
                draft.ReadBefore(column);
                draft.Edit(column, new PadEdit(padding.Width, with, padding.AtEnd));
                column.BecomeText(column.Origin);
            }
    }

    internal override IEnumerable<RuleProblem> Problems(string path)
    {
        foreach (var (name, padding) in Columns)
            if (OneCharacter.Of(padding.With) is null)
                yield return new RuleProblem($"{path}.{name}.with", "The padding text is not one character. Write one such as \"0\".");
    }
}
