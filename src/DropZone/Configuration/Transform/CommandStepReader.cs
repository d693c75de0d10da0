using DropZone.Configuration.Commands;
using DropZone.Configuration.Yaml;
using DropZone.Processes;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Steps;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the step <c>command</c>.</summary>
internal static class CommandStepReader
{
    private const string Example = "[\"/usr/bin/python3\", \"/etc/dropzone/scripts/fix.py\", \"{input}\", \"{output}\"]";
    private static readonly KeySet Keys = new("command", ProgramReader.CommonKeys);

    /// <summary>Returns the step, or null after a complaint.</summary>
    public static TransformStep? Read(Entry entry) => ProgramReader.Read(entry, Keys, Example, out _) is { } program ? new CommandStep(program) : null;
}

/// <summary>A command in the list of steps. The list is cut there, as compiled rules contain no programs.</summary>
/// <param name="Program">The program to run.</param>
internal sealed record CommandStep(ExternalProgram Program) : TransformStep
{
    internal override string Key => "command";

    internal override void Compile(PlanDraft draft, string path) => throw new InvalidOperationException("A list of steps is cut at its commands.");
}
