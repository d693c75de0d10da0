using DropZone.Inference;
using DropZone.Linux;
using DropZone.Rules;

namespace DropZone.Cli.Inferring;

/// <summary>The text of a feed that takes files like samples, proved on them.</summary>
internal static class FeedFromSamples
{
    /// <summary>1. the samples; 2. what they have in common; 3. the proof that they pass; 4. the feed. Null: why not was said, <paramref name="exitCode"/> goes with it.</summary>
    /// <param name="files">Paths; - is standard input.</param>
    /// <param name="name">Of the feed; null: after the names of the files.</param>
    /// <param name="stopping">Ends it.</param>
    /// <param name="exitCode">0 if there is a feed.</param>
    public static string? Text(IReadOnlyList<string> files, string? name, CancellationToken stopping, out int exitCode)
    {
        // 1
        exitCode = ExitCode.UsageOrConfiguration;
        using var samples = new SampleFiles();
        foreach (var path in files)
        {
            if (!samples.TryAdd(path, out var trouble))
            {
                Refusal.Say(exitCode, $"{path}: {trouble}");
                return null;
            }
        }

        // 2
        exitCode = ExitCode.DataInvalid;
        if (FeedInference.Of(samples.All, stopping, out var fault) is not { } table)
        {
            Refusal.Say(exitCode, $"{fault!.Sample}{(fault.Line > 0 ? $", line {fault.Line}" : "")}: {fault.Message}");
            return null;
        }

        // 3
        if (Conversion.Compile(table.Rules, out var problems) is not { } conversion)
            throw new InvalidOperationException($"The inferred rules do not compile: {string.Join("; ", problems)}");
        if (!samples.All.All(sample => Passes(sample, conversion, stopping)))
            return null;

        // 4
        exitCode = ExitCode.Ok;
        var naming = FeedNaming.Of(samples.Names);
        return FeedText.Of(table, name is null ? naming : naming with { Name = name }, samples.Names);
    }

    private static bool Passes(Sample sample, Conversion conversion, CancellationToken stopping)
    {
        using var stream = sample.Open();
        var facts = new SourceFacts(sample.Name, default, new Lazy<string>(""), "infer"); // what was inferred holds no templates
        var result = conversion.Run(stream, new ConversionOutput(Stream.Null, null, ScratchFile.Open), facts, stopping);
        Console.Error.WriteLine(result.Valid
            ? $"{VisibleText.Escape(sample.Name)}: {result.Rows.In:N0} {(result.Rows.In == 1 ? "row" : "rows")}, passes"
            : $"{VisibleText.Escape(sample.Name)}: no feed was found that this file passes: {result.Errors[0].Message}");
        return result.Valid;
    }
}
