using DropZone.Processes;
using DropZone.Tables.Conversion;

namespace DropZone.Feeds.Values;

/// <summary>A command of a feed, and what is done to the rows that it writes.</summary>
/// <param name="Program">What is run, with <c>{input}</c> and <c>{output}</c> in its arguments, or on its standard streams.</param>
/// <param name="After">Reads its output and takes the steps that follow, up to the next command or the end.</param>
public sealed record CommandStage(ExternalProgram Program, TableConversion After)
{
    public const string Input = "{input}";
    public const string Output = "{output}";

    /// <summary>The program is told where its input lies; otherwise it is its standard input.</summary>
    public bool NamesInput => Program.Arguments.Any(argument => argument.Contains(Input, StringComparison.Ordinal));

    /// <summary>The program is told where its output goes; otherwise that is its standard output.</summary>
    public bool NamesOutput => Program.Arguments.Any(argument => argument.Contains(Output, StringComparison.Ordinal));
}
