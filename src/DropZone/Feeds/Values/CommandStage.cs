using DropZone.Processes;
using DropZone.Tables.Conversion;

namespace DropZone.Feeds.Values;

/// <summary>A command of a feed and the conversion of its output.</summary>
/// <param name="Program">The program, which reads and writes <c>{input}</c> and <c>{output}</c> in its arguments, or its standard streams.</param>
/// <param name="After">Reads its output and applies the following steps, up to the next command or the end.</param>
public sealed record CommandStage(ExternalProgram Program, TableConversion After)
{
    public const string Input = "{input}";
    public const string Output = "{output}";

    /// <summary>Whether an argument contains the path of the input; otherwise the program reads its standard input.</summary>
    public bool NamesInput => Program.Arguments.Any(argument => argument.Contains(Input, StringComparison.Ordinal));

    /// <summary>Whether an argument contains the path of the output; otherwise the program writes to its standard output.</summary>
    public bool NamesOutput => Program.Arguments.Any(argument => argument.Contains(Output, StringComparison.Ordinal));
}
