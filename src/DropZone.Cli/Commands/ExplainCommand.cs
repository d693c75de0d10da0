using System.CommandLine;
using DropZone.Errors;
using DropZone.Reports.Text;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone explain CODE</c>: what an error code means and what to do; <c>docs/operator/operating.md</c> has the same.</summary>
internal static class ExplainCommand
{
    private static readonly ErrorCode[] All = Enum.GetValues<ErrorCode>();

    public static Command Create()
    {
        var name = new Argument<string?>("CODE") { HelpName = "CODE", Arity = ArgumentArity.ZeroOrOne, Description = "As reports and logs have it, type-error for one; without it, all are listed." };
        name.CompletionSources.Add(_ => All.Select(code => new System.CommandLine.Completions.CompletionItem(code.Name())));
        var command = new Command("explain", "Say what an error code means, what it usually comes from and what to do.") { name };
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
            $"No error has the code {name}{(alike.Count > 0 ? $"; these are like it: {string.Join(", ", alike)}" : "")}. All of them: dropzone explain");
    }

    private static void List()
    {
        var width = All.Max(code => code.Name().Length);
        foreach (var code in All)
            Paragraph.Write(Console.Out, $"{code.Name().PadRight(width)}  ", code.Title());
    }

    private static void Write(ErrorCode code)
    {
        var told = code.Describe();
        Paragraph.Write(Console.Out, "", $"{code.Name()}: {told.Title}");
        Console.WriteLine();
        Paragraph.Write(Console.Out, "", told.Meaning);
        Console.WriteLine("\nUsual causes");
        foreach (var cause in told.Causes)
            Paragraph.Write(Console.Out, "  - ", cause);
        Console.WriteLine("\nWhat to do");
        Paragraph.Write(Console.Out, "  ", told.Remedy);
    }
}
