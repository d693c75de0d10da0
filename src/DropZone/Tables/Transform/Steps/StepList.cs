using DropZone.Tables.References;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps;

/// <summary>The declared transform steps of a feed, in their order, and the reference tables that they may look up.</summary>
/// <param name="Steps">All of them, or a part of the feed's list.</param>
/// <param name="First">Index in the feed's list of the first step, for the paths of problems.</param>
/// <param name="References">By name.</param>
internal sealed record StepList(IReadOnlyList<TransformStep> Steps, int First, IReadOnlyList<ReferenceTable> References)
{
    /// <summary>Whether a target reads the cells as values, not as text.</summary>
    public bool AreRead { get; init; }

    /// <summary>Compiles the plan for a table with these labels. It is valid only if no problem was added.</summary>
    /// <param name="labels">Of the columns of the table.</param>
    /// <param name="fields">The field of each label; null: the schema has none for it.</param>
    /// <param name="missing">The cells of the table that hold no value.</param>
    /// <param name="nullIsEmpty">Whether the dialect tells an empty text from no value.</param>
    /// <param name="problems">Receives every problem of the steps.</param>
    public OutputPlan Compile(IReadOnlyList<string> labels, IReadOnlyList<Field?> fields, IReadOnlyList<string> missing, bool nullIsEmpty, List<RuleProblem> problems)
    {
        var draft = new PlanDraft(labels, fields, missing, nullIsEmpty, References, problems) { AreRead = AreRead };
        for (var i = 0; i < Steps.Count; i++)
        {
            problems.AddRange(Steps[i].Problems(Path(i)));
            Steps[i].Compile(draft, Path(i));
        }

        return draft.Finish();
    }

    /// <summary>The problems of each step that do not depend on the columns.</summary>
    public IEnumerable<RuleProblem> ProblemsWithoutColumns() => Steps.SelectMany((step, i) => step.Problems(Path(i)));

    /// <summary>Path of a step for problems: <c>transform[0].upper</c>.</summary>
    public string Path(int index) => $"transform[{index + First}].{Steps[index].Key}";
}
