using System.CommandLine;
using System.IO.Abstractions;
using System.Text;
using DropZone.Cli.Inference;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone infer</c>: prints a feed inferred from samples. Documented in <c>docs/integrator/infer.md</c>.</summary>
internal sealed class InferCommand
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Sample files of one format (-: standard input)",
    };

    private readonly Option<string> _name = new("--name") { HelpName = "FEED", Description = "Name of the feed (default: from the file names)" };

    public static Command Create(IFileSystem files)
    {
        var infer = new InferCommand();
        var command = new Command("infer", "Print a feed inferred from sample files") { infer._files, infer._name };
        infer._name.Validators.Add(FeedCommand.CheckName);
        command.SetAction((parsed, stopping) => Interruptible.RunAsync(token => infer.RunAsync(files, parsed, token), stopping));
        return command;
    }

    private async Task<int> RunAsync(IFileSystem files, ParseResult parsed, CancellationToken stopping)
    {
        try
        {
            var (text, exitCode) = await FeedFromSamples.MakeAsync(files, parsed.GetValue(_files)!, parsed.GetValue(_name), stopping);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            await output.WriteAsync(text);
            return exitCode;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return Refusal.Say(ExitCode.UsageOrConfiguration, $"A sample cannot be read: {failure.Message}");
        }
    }
}
