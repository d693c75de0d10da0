using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Rows;

namespace DropZone.Tables.Transform.Steps.Row;

/// <summary>Drops rows with the key of another row, in this file or an earlier one, and counts them.</summary>
/// <param name="Columns">The columns of the key, which is compared byte by byte. A row without a value in any of them has no key and stays.</param>
/// <param name="LastWins">Whether the last row with a key stays; otherwise the first.</param>
/// <param name="Window">How long the keys of delivered rows are remembered, so that later files do not deliver them again; null: rows are not compared across files.</param>
public sealed record DeduplicateStep(IReadOnlyList<string> Columns, bool LastWins, TimeSpan? Window) : TransformStep
{
    internal override string Key => "deduplicate";

    internal override void Compile(PlanDraft draft, string path)
    {
        var columns = Columns.Select((name, i) => draft.Find(name, $"{path}.by[{i}]")).OfType<ColumnDraft>()
            .Select(column => (column.Slot, draft.Missing(column))).ToList();
        draft.Add(new DeduplicateAction(columns, draft.Deduplications.Count));
        draft.Deduplications.Add(new DeduplicationRule(LastWins, SpansFiles: Window is not null));
    }

    /// <summary>Returns the problems that concern several steps of the list.</summary>
    internal static IEnumerable<RuleProblem> Problems(StepList steps)
    {
        var all = steps.Steps.Select((step, i) => (Step: step as DeduplicateStep, Path: steps.Path(i))).Where(pair => pair.Step is not null).ToList();
        foreach (var (_, path) in all.Where(pair => pair.Step!.LastWins).Skip(1))
            yield return new RuleProblem($"{path}.keep", "Another step already keeps the last row of a key, and only one step can. Write `keep: first`.");
        foreach (var (_, path) in all.Where(pair => pair.Step!.Window is not null).Skip(1))
            yield return new RuleProblem($"{path}.window", "Another step already compares with earlier files, and only one step can. Remove `window`.");
    }
}
