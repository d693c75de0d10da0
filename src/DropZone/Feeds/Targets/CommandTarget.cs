using DropZone.Feeds.Values;
using DropZone.Processes;

namespace DropZone.Feeds.Targets;

/// <summary>A program that transfers the output: <c>rsync</c>, <c>sftp</c>, <c>curl</c>.</summary>
/// <param name="Name">The name, unique among the targets of its feed.</param>
/// <param name="Program">With the placeholders of <see cref="CommandTarget"/> in its arguments.</param>
public sealed record CommandTarget(string Name, ExternalProgram Program) : Target(Name)
{
    public const string Word = "command";

    /// <summary>In an argument, the placeholder for the path of a copy of the output; without it the program reads the output from its standard input.</summary>
    public const string Input = CommandStage.Input;

    public const string FileName = "{file.name}";
    public const string FeedName = "{feed}";
    public const string Job = "{job}";

    public override string Kind => Word;

    public override string Place => Program.Path;

    /// <summary>Whether an argument contains the path of a copy of the output.</summary>
    public bool NamesInput => Program.Arguments.Any(argument => argument.Contains(Input, StringComparison.Ordinal));
}
