using DropZone.Processes;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Steps;

namespace DropZone.Configuration.Transform;

/// <summary>Where a command stands in the list of steps: the list is cut there, as the rules know no programs.</summary>
/// <param name="Program">What is run.</param>
internal sealed record CommandStep(ExternalProgram Program) : TransformStep
{
    internal override string Key => "command";

    internal override void Compile(PlanDraft draft, string path) => throw new InvalidOperationException("A list of steps is cut at its commands.");
}
