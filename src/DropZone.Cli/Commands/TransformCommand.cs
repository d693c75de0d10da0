using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Cli.Checking;
using DropZone.Cli.Terminal;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Jobs;
using DropZone.Linux;
using DropZone.Processes;
using DropZone.Reports.Model;
using DropZone.Reports.Text;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Plan;
using Microsoft.Extensions.Logging.Abstractions;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone transform</c>: prints the output of a feed for a file, without a zone. Documented in <c>docs/integrator/transform.md</c>.</summary>
internal sealed class TransformCommand(IFileSystem fileSystem)
{
    private const int CopySize = 1 << 20;

    private readonly Argument<string> _file = new("FILE") { Description = "File to transform (-: standard input)" };

    private readonly Option<string> _feed = new("--feed")
    {
        HelpName = "NAME",
        Required = true,
        Description = "Feed whose dialect, schema and steps apply",
    };

    private readonly Option<string> _target = new("--output", "-o") { HelpName = "FILE", Description = "Output file (default: standard output)" };
    private readonly Option<long?> _limit = new("--limit") { HelpName = "ROWS", Description = "Maximum number of output rows (default: all)" };
    private readonly ZoneOptions _zone = new(fileSystem);

    public static Command Create(IFileSystem files)
    {
        var transform = new TransformCommand(files);
        var command = new Command("transform", "Show the output of a feed for a file")
        {
            transform._file, transform._feed, transform._target, transform._limit,
        };
        transform._zone.AddTo(command);
        transform._limit.Validators.Add(given =>
        {
            if (long.TryParse(given.Tokens.SingleOrDefault()?.Value, out var rows) && rows < 1)
                given.AddError("--limit expects a number of rows, 1 or more.");
        });
        command.SetAction((parsed, stopping) => Interruptible.RunAsync(token => transform.RunAsync(parsed, token), stopping));
        return command;
    }

    /// <summary>
    /// 1. the rules; 2. the file, converted into an unnamed file so that no partial output is shown; 3. the output, if there is
    /// any; 4. the summary, on standard error.
    /// </summary>
    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stopping)
    {
        // 1
        if (RulesFor.Feed(fileSystem, _zone.Of(parsed), parsed.GetRequiredValue(_feed), out var complaints) is not { } rules)
            return Refusal.Say(ExitCode.UsageOrConfiguration, [.. complaints]);

        // 2
        var path = parsed.GetRequiredValue(_file);
        using var source = CheckedFile.TryOpen(fileSystem, path, rules.RequiresDigest, out var failure);
        if (source is null)
            return Refusal.Say(ExitCode.UsageOrConfiguration, $"{path}: {failure}");
        var shown = parsed.GetValue(_target);
        try
        {
            using var made = ScratchFile.Open();
            var input = new CountingStream(source.Content);
            var output = new ConversionOutput(made, null, ScratchFile.Open) { MaxRows = parsed.GetValue(_limit) ?? long.MaxValue };
            var facts = source.Facts("transform");
            var work = Task.Run(() => Transform(rules, input, output, facts, stopping), stopping);
            await WorkProgress.ShowAsync(work, new ProgressOf(source.Name, source.Length, () => input.Count), stopping);
            var (result, ended) = await work.WaitAsync(stopping);
            if (ended is CommandsResult.Deferred or CommandsResult.Failed)
                return Refuse(path, ended);

            // 3
            if (result.Valid || result.IsSplit)
            {
                made.Position = 0;
                await using var destination = shown is null ? Console.OpenStandardOutput() : fileSystem.FileStream.New(shown, FileMode.Create);
                await made.CopyToAsync(destination, CopySize, stopping);
            }

            // 4
            var rows = result.Rows;
            if (!result.Valid)
                new VerdictText(Console.Error, false).Write(new Verdict(path, result));
            else if (shown is not null || rows.Filtered + rows.Deduplicated > 0)
                await Console.Error.WriteLineAsync($"{VisibleText.Escape(path)}: {rows.In} rows in, {rows.Out} out, {rows.Filtered} filtered, {rows.Deduplicated} deduplicated");
            return result.Valid ? ExitCode.Ok : ExitCode.DataInvalid;
        }
        catch (Exception failed) when (failed.IsFileSystemFailure())
        {
            return Refusal.Say(ExitCode.UsageOrConfiguration, failed.Message);
        }
    }

    /// <summary>Applies the rules, then the feed's commands if the file is good. A limit applies to the output of the last command.</summary>
    private (ConversionResult Result, CommandsResult? Ended) Transform(
        Feed feed, Stream input, ConversionOutput output, SourceFacts facts, CancellationToken stopping)
    {
        if (feed.Commands.Count == 0)
            return (feed.Conversion.Run(input, output, facts, stopping), null);
        using var folder = ProgramFolder.CreateIn(Path.GetTempPath());
        ConversionResult result;
        using (var forCommand = fileSystem.FileStream.New(folder.Input, FileMode.CreateNew))
            result = feed.Conversion.Run(input, new ConversionOutput(forCommand, null, output.Scratch), facts, stopping);
        if (!result.Valid && !result.IsSplit)
            return (result, null);
        var ended = new CommandStages(feed, ProgramRunner.Own(TimeProvider.System), folder.Path, facts, NullLogger.Instance)
            .Run(folder, result, output, stopping);
        return (ended is CommandsResult.Done(var rows, _) ? result with { Rows = rows } : result, ended);
    }

    private static int Refuse(string path, CommandsResult ended)
    {
        var (message, errorOutput) = ended is CommandsResult.Failed(_, var why, var words) ? (why, words) : (((CommandsResult.Deferred)ended).Reason, "");
        Console.Error.WriteLine(VisibleText.Escape($"{path}: {message}"));
        foreach (var line in errorOutput.TrimEnd('\n').Split('\n').Where(line => line.Length > 0))
            Console.Error.WriteLine($"  {VisibleText.Escape(line)}");
        return ended is CommandsResult.Failed { Code: ErrorCode.CommandRejected } ? ExitCode.DataInvalid : ExitCode.UsageOrConfiguration;
    }
}
