using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Rows;

namespace DropZone.Tables.Transform.Steps.Column;

/// <summary>Splits the cells of a column into new columns at the end. The column itself stays.</summary>
/// <param name="Column">The column to split.</param>
/// <param name="By">The separator.</param>
/// <param name="Into">The new columns; the last contains the rest.</param>
public sealed record SplitColumnStep(string Column, string By, IReadOnlyList<string> Into) : TransformStep
{
    internal override string Key => "split-column";

    internal override void Compile(PlanDraft draft, string path)
    {
        if (draft.Find(Column, $"{path}.column") is not { } source)
            return;
        var targets = Into.Select((name, i) => draft.Append(name, $"{path}.into[{i}]")).ToList();
        draft.Add(new SplitAction(source.Slot, draft.Missing(source), By, [.. targets.Select(target => target.Slot)]));
        targets.ForEach(target => target.BecomeFrom([source], isCopy: false));
    }

    internal override IEnumerable<RuleProblem> Problems(string path)
    {
        if (By.Length == 0)
            yield return new RuleProblem($"{path}.by", "The separator is empty. Write a text such as \" \".");
        if (Into.Count < 2)
            yield return new RuleProblem($"{path}.into", "Fewer than two columns are named. Name at least two.");
    }
}
