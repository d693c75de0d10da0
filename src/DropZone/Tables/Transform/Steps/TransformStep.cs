using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps;

/// <summary>One declared transform step. A new step needs a record, a reader and an example in the docs.</summary>
public abstract record TransformStep
{
    /// <summary>The key in a feed: <c>upper</c>.</summary>
    internal abstract string Key { get; }

    /// <summary>Adds the actions of the step to the draft, or its problems.</summary>
    /// <param name="draft">The columns after the previous steps.</param>
    /// <param name="path">Of the step, for problems: <c>transform[0].upper</c>.</param>
    internal abstract void Compile(PlanDraft draft, string path);

    /// <summary>Returns the problems that do not depend on the columns; <see cref="Compile"/> does not report them.</summary>
    internal virtual IEnumerable<RuleProblem> Problems(string path) => [];
}
