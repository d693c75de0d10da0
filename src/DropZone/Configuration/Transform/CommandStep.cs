using DropZone.Processes;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Steps;

namespace DropZone.Configuration.Transform;

/// <summary>A command in the list of steps. The list is cut there, as compiled rules contain no programs.</summary>
/// <param name="Program">The program to run.</param>
internal sealed record CommandStep(ExternalProgram Program) : TransformStep
{
    internal override string Key => "command";

    internal override void Compile(PlanDraft draft, string path) => throw new InvalidOperationException("A list of steps is cut at its commands.");
}
