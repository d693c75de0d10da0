using System.CommandLine;
using DropZone.Cli.Checking;
using DropZone.Linux;
using DropZone.Reports;
using DropZone.Rules;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone transform</c>: what a feed makes of a file, without a zone. <c>docs/transform.md</c> tells of it.</summary>
internal sealed class TransformCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "The file to transform; - is standard input." };

    private readonly Option<string> feed = new("--feed")
    {
        HelpName = "NAME",
        Required = true,
        Description = "A feed of the zone's configuration: its dialect, schema and steps.",
    };

    private readonly Option<string> target = new("--output", "-o") { HelpName = "FILE", Description = "Where the output goes. Without it: standard output." };
    private readonly Option<long?> limit = new("--limit") { HelpName = "ROWS", Description = "Stop after so many rows of output, for a look at a long file." };
    private readonly ZoneOptions zone = new();

    public static Command Create()
    {
        var transform = new TransformCommand();
        var command = new Command("transform", "Show what a feed makes of a file, and touch nothing else.")
        {
            transform.file, transform.feed, transform.target, transform.limit,
        };
        transform.zone.AddTo(command);
        transform.limit.Validators.Add(given =>
        {
            if (long.TryParse(given.Tokens.SingleOrDefault()?.Value, out var rows) && rows < 1)
                given.AddError("--limit expects a number of rows, 1 or more.");
        });
        command.SetAction((parsed, stopping) => Interruptible.RunAsync(token => transform.RunAsync(parsed, token), stopping));
        return command;
    }

    /// <summary>
    /// 1. the rules; 2. the file, its output into a file without a name: nothing half is shown; 3. the output, if there is any to
    /// be had; 4. what it comes to, on standard error.
    /// </summary>
    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stopping)
    {
        // 1
        if (RulesFor.Feed(zone.Of(parsed), parsed.GetRequiredValue(feed), out var complaints) is not { } conversion)
            return Refuse([.. complaints]);

        // 2
        var path = parsed.GetRequiredValue(file);
        using var source = CheckedFile.TryOpen(path, out var trouble);
        if (source is null)
            return Refuse($"{path}: {trouble}");
        var shown = parsed.GetValue(target);
        try
        {
            using var made = ScratchFile.Open();
            var input = new CountingStream(source.Content);
            var output = new ConversionOutput(made, null, ScratchFile.Open) { MostRows = parsed.GetValue(limit) ?? long.MaxValue };
            var work = Task.Run(() => conversion.Run(input, output, new SourceFacts(path == "-" ? path : Path.GetFileName(path), "transform"), stopping), stopping);
            await CheckProgress.ShowAsync(work, source, input, stopping);
            var result = await work.WaitAsync(stopping);

            // 3
            if (result.Valid || result.IsSplit)
            {
                made.Position = 0;
                await using var destination = shown is null ? Console.OpenStandardOutput() : new FileStream(shown, FileMode.Create);
                await made.CopyToAsync(destination, stopping);
            }

            // 4
            var rows = result.Rows;
            if (!result.Valid)
                new VerdictText(Console.Error, false).Write(new Verdict(path, result));
            else if (shown is not null || rows.Filtered + rows.Deduplicated > 0)
                await Console.Error.WriteLineAsync($"{VisibleText.Escape(path)}: {rows.In} rows in, {rows.Out} out, {rows.Filtered} filtered, {rows.Deduplicated} deduplicated");
            return result.Valid ? ExitCode.Ok : ExitCode.DataInvalid;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Refuse(broken.Message);
        }
    }

    private static int Refuse(params string[] complaints)
    {
        foreach (var complaint in complaints)
            Console.Error.WriteLine(VisibleText.Escape(complaint));
        return ExitCode.UsageOrConfiguration;
    }
}
