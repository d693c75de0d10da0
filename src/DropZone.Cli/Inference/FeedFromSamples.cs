using System.IO.Abstractions;
using DropZone.Cli.Terminal;
using DropZone.Inference;
using DropZone.Linux;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Cli.Inference;

/// <summary>Infers the text of a feed from samples and verifies that they pass.</summary>
internal static class FeedFromSamples
{
    /// <summary>Returns the feed, or null and the exit code after reporting the reason. Shows progress on a terminal.</summary>
    /// <param name="files">Where the samples are.</param>
    /// <param name="paths">Paths; - is standard input.</param>
    /// <param name="name">The name of the feed; null: derived from the names of the files.</param>
    /// <param name="stopping">Cancels the inference.</param>
    public static async Task<(string? Text, int ExitCode)> MakeAsync(IFileSystem files, IReadOnlyList<string> paths, string? name, CancellationToken stopping)
    {
        using var samples = new SampleFiles(files);
        using var messages = new StringWriter();
        var exitCode = ExitCode.Ok;
        var work = Task.Run(() => Text(samples, paths, name, messages, stopping, out exitCode), stopping);
        await WorkProgress.ShowAsync(work, new ProgressOf(paths[0], null, () => samples.Read), stopping);
        var text = await work.WaitAsync(stopping);
        await Console.Error.WriteAsync(messages.ToString());
        return (text, exitCode);
    }

    /// <summary>1. the samples; 2. the rules that they have in common; 3. the check that they pass; 4. the feed.</summary>
    private static string? Text(SampleFiles samples, IReadOnlyList<string> paths, string? name, TextWriter messages, CancellationToken stopping, out int exitCode)
    {
        // 1
        exitCode = ExitCode.UsageOrConfiguration;
        foreach (var path in paths)
        {
            if (!samples.TryAdd(path, out var failure))
            {
                messages.WriteLine(VisibleText.Escape($"{path}: {failure}"));
                return null;
            }
        }

        // 2
        exitCode = ExitCode.DataInvalid;
        if (FeedInference.Of(samples.All, stopping, out var fault) is not { } table)
        {
            messages.WriteLine(VisibleText.Escape($"{fault!.Sample}{(fault.Line > 0 ? $", line {fault.Line}" : "")}: {fault.Message}"));
            return null;
        }

        // 3
        if (TableConversion.Compile(table.Rules, out var problems) is not { } conversion)
            throw new InvalidOperationException($"The inferred rules do not compile: {string.Join("; ", problems)}");
        if (!samples.All.All(sample => Passes(sample, conversion, messages, stopping)))
            return null;

        // 4
        exitCode = ExitCode.Ok;
        var naming = FeedNaming.Of(samples.Names);
        return FeedText.Of(table, name is null ? naming : naming with { Name = name }, samples.Names);
    }

    private static bool Passes(Sample sample, TableConversion conversion, TextWriter messages, CancellationToken stopping)
    {
        using var stream = sample.Open();
        var facts = new SourceFacts(sample.Name, default, new Lazy<string>(""), "infer"); // inferred rules contain no templates
        var result = conversion.Run(stream, new ConversionOutput(Stream.Null, null, ScratchFile.Open), facts, stopping);
        messages.WriteLine(result.Valid
            ? $"{VisibleText.Escape(sample.Name)}: {result.Rows.In:N0} {(result.Rows.In == 1 ? "row" : "rows")}, passes"
            : $"{VisibleText.Escape(sample.Name)}: no feed found that accepts this file: {result.Errors[0].Message}");
        return result.Valid;
    }
}
