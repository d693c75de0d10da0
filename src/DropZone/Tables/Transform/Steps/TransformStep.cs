using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps;

/// <summary>One declared transform step. A new step is a new record beside these, its reader, and its example in the docs.</summary>
public abstract record TransformStep
{
    /// <summary>Its key in a feed: <c>upper</c>.</summary>
    internal abstract string Key { get; }

    /// <summary>Adds what the step does to the draft, or why it cannot be done.</summary>
    /// <param name="draft">The columns as the steps before left them.</param>
    /// <param name="path">Of the step, for problems: <c>transform[0].upper</c>.</param>
    internal abstract void Compile(PlanDraft draft, string path);

    /// <summary>What can be told of the step whatever the columns are; <see cref="Compile"/> passes it over.</summary>
    internal virtual IEnumerable<RuleProblem> Problems(string path) => [];
}
