using System.Text;
using DropZone.Tables.References;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Rows;

namespace DropZone.Tables.Transform.Steps.Row;

/// <summary>Joins with a reference table: appends columns of the row found by a key, which is compared byte by byte.</summary>
/// <param name="Reference">The name of the table.</param>
/// <param name="By">Column of the file, and column of the table.</param>
/// <param name="Add">Column of the table, and name of the new column.</param>
/// <param name="Absent">Name of a new column, and its value if the table lacks the key; a column that is not named is empty. Null: the row is bad.</param>
public sealed record LookupStep(
    string Reference, IReadOnlyList<(string Column, string ReferenceColumn)> By, IReadOnlyList<(string ReferenceColumn, string Column)> Add,
    IReadOnlyDictionary<string, string>? Absent) : TransformStep
{
    internal override string Key => "lookup";

    internal override void Compile(PlanDraft draft, string path)
    {
        var columns = By.Select(pair => draft.Find(pair.Column, $"{path}.key")).OfType<ColumnDraft>().ToList();
        var targets = Add.Select(pair => draft.Append(pair.Column, $"{path}.add").Slot).ToList();
        if (draft.Reference(Reference) is not { } table)
            return; // Problems(StepList) reports it
        var absent = Absent is null ? null : Add.Select(pair => Encoding.UTF8.GetBytes(Absent.GetValueOrDefault(pair.Column, ""))).ToList();
        var expected = $"is not a value of {string.Join(" and ", By.Select(pair => pair.ReferenceColumn))} in the reference table \"{Reference}\". " +
            "Correct the cell, or set `absent` in the lookup";
        draft.Add(new LookupAction([.. columns.Select(column => (column.Slot, column.Name, draft.Missing(column)))], targets, absent, expected, draft.Lookups.Count));
        draft.Lookups.Add(new Lookup(table, new LookupColumns([.. By.Select(pair => pair.ReferenceColumn)], [.. Add.Select(pair => pair.ReferenceColumn)])));
    }

    internal override IEnumerable<RuleProblem> Problems(string path)
    {
        foreach (var name in Absent?.Keys ?? [])
            if (Add.All(pair => pair.Column != name))
                yield return new RuleProblem($"{path}.absent.values.{name}", $"The step does not add a column \"{name}\". It adds {string.Join(", ", Add.Select(pair => pair.Column))}.");
    }

    /// <summary>Returns the problems that depend on the present content of the reference tables.</summary>
    internal static IEnumerable<RuleProblem> Problems(StepList steps)
    {
        for (var i = 0; i < steps.Steps.Count; i++)
        {
            if (steps.Steps[i] is not LookupStep step)
                continue;
            var path = steps.Path(i);
            if (steps.References.FirstOrDefault(table => table.Name == step.Reference) is { } table)
            {
                if (FindProblem(step, table) is { } failure)
                    yield return new RuleProblem($"{path}.{failure.Key}", failure.Message);
            }
            else
            {
                yield return new RuleProblem($"{path}.reference", $"There is no reference table \"{step.Reference}\". Name its file in the feed: `references: {{ {step.Reference}: PATH }}`.");
            }
        }
    }

    private static (string Key, string Message)? FindProblem(LookupStep step, ReferenceTable table)
    {
        var key = "reference";
        try
        {
            using var rows = new ReferenceRows(table);
            key = "key";
            foreach (var (_, column) in step.By)
                rows.Column(column);
            key = "add";
            foreach (var (column, _) in step.Add)
                rows.Column(column);
            return null;
        }
        catch (ReferenceException failure)
        {
            return (key, $"{char.ToUpperInvariant(failure.Message[0])}{failure.Message[1..]}.");
        }
    }
}
