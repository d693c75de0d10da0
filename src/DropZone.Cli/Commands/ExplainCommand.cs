using System.CommandLine;
using DropZone.Errors;
using DropZone.Reports.Text;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone explain CODE</c>: the meaning and the remedy of an error code, as in <c>docs/operator/error-codes.md</c>.</summary>
internal static class ExplainCommand
{
    private static readonly ErrorCode[] All = Enum.GetValues<ErrorCode>();

    public static Command Create()
    {
        var name = new Argument<string?>("CODE") { HelpName = "CODE", Arity = ArgumentArity.ZeroOrOne, Description = "Error code, such as type-error (default: list all)" };
        name.CompletionSources.Add(_ => All.Select(code => new System.CommandLine.Completions.CompletionItem(code.Name())));
        var command = new Command("explain", "Explain an error code, its causes and its remedy") { name };
        command.SetAction(parsed => Explain(parsed.GetValue(name)));
        return command;
    }

    private static int Explain(string? name)
    {
        if (name is null)
        {
            List();
            return ExitCode.Ok;
        }

        if (ErrorCatalog.Find(name.ToLowerInvariant()) is { } code)
        {
            Write(code);
            return ExitCode.Ok;
        }

        var alike = All.Select(other => other.Name()).Where(other => other.Split('-').Intersect(name.ToLowerInvariant().Split('-', '_', ' ')).Any()).ToList();
        return Refusal.Say(ExitCode.UsageOrConfiguration,
            $"There is no error code {name}.{(alike.Count > 0 ? $" Similar codes: {string.Join(", ", alike)}." : "")} List all codes: dropzone explain");
    }

    private static void List()
    {
        var width = All.Max(code => code.Name().Length);
        foreach (var code in All)
            Paragraph.Write(Console.Out, $"{code.Name().PadRight(width)}  ", code.Title());
    }

    private static void Write(ErrorCode code)
    {
        var description = code.Describe();
        Paragraph.Write(Console.Out, "", $"{code.Name()}: {description.Title}");
        Console.WriteLine();
        Paragraph.Write(Console.Out, "", description.Meaning);
        Console.WriteLine("\nUsual causes");
        foreach (var cause in description.Causes)
            Paragraph.Write(Console.Out, "  - ", cause);
        Console.WriteLine("\nWhat to do");
        Paragraph.Write(Console.Out, "  ", description.Remedy);
    }
}
