using DropZone.Feeds.Values;
using DropZone.Processes;

namespace DropZone.Feeds.Targets;

/// <summary>A program that takes the output where it is to go: <c>rsync</c>, <c>sftp</c>, <c>curl</c>.</summary>
/// <param name="Name">Among the targets of its feed.</param>
/// <param name="Program">With the placeholders of <see cref="CommandTarget"/> in its arguments.</param>
public sealed record CommandTarget(string Name, ExternalProgram Program) : Target(Name)
{
    public const string Word = "command";

    /// <summary>In an argument, the path of a copy of the output; without it the output is the standard input.</summary>
    public const string Input = CommandStage.Input;

    public const string FileName = "{file.name}";
    public const string FeedName = "{feed}";
    public const string Job = "{job}";

    public override string Kind => Word;

    public override string Place => Program.Path;

    /// <summary>The program is told where a copy of the output lies.</summary>
    public bool NamesInput => Program.Arguments.Any(argument => argument.Contains(Input, StringComparison.Ordinal));
}
