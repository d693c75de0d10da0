using System.CommandLine;
using System.Text;
using DropZone.Cli.Inference;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone infer</c>: a feed from samples. <c>docs/integrator/infer.md</c> tells of it.</summary>
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
        command.SetAction((parsed, stopping) => Interruptible.RunAsync(token => infer.RunAsync(parsed, token), stopping));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stopping)
    {
        try
        {
            var (text, exitCode) = await FeedFromSamples.MakeAsync(parsed.GetValue(files)!, parsed.GetValue(name), stopping);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            await output.WriteAsync(text);
            return exitCode;
        }
        catch (Exception broken) when (broken.IsFileSystemFailure())
        {
            return Refusal.Say(ExitCode.UsageOrConfiguration, $"A sample cannot be read: {broken.Message}");
        }
    }
}
