using System.CommandLine;
using System.Text;
using DropZone.Cli.Inferring;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone infer</c>: a feed from samples. <c>docs/infer.md</c> tells of it.</summary>
internal sealed class InferCommand
{
    private readonly Argument<string[]> files = new("FILE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Samples of one kind; - is standard input.",
    };

    private readonly Option<string> name = new("--name") { HelpName = "FEED", Description = "The name of the feed; without it, after the names of the files." };

    public static Command Create()
    {
        var infer = new InferCommand();
        var command = new Command("infer", "Write a feed that takes files like these samples, to be read through and put in feeds.d/.") { infer.files, infer.name };
        infer.name.Validators.Add(FeedCommand.CheckName);
        command.SetAction((parsed, stopping) => Task.Run(() => infer.Try(parsed, stopping), stopping));
        return command;
    }

    private int Try(ParseResult parsed, CancellationToken stopping)
    {
        try
        {
            return Run(parsed, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Refusal.Say(ExitCode.UsageOrConfiguration, $"A sample cannot be read: {broken.Message}");
        }
    }

    private int Run(ParseResult parsed, CancellationToken stopping)
    {
        if (FeedFromSamples.Text(parsed.GetValue(files)!, parsed.GetValue(name), stopping, out var exitCode) is { } text)
        {
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            output.Write(text);
        }

        return exitCode;
    }
}
