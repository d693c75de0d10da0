using DropZone.Processes;

namespace DropZone.Feeds.Notifiers;

/// <summary>Runs a program, which reads a CloudEvent from its standard input.</summary>
/// <param name="Name">The name, unique among the notifiers of its feed.</param>
/// <param name="Program">The program.</param>
public sealed record CommandNotifier(string Name, ExternalProgram Program) : Notifier(Name)
{
    public const string Word = "command";

    public override string Place => Program.Path;
}
