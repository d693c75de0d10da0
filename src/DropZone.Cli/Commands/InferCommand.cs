using System.CommandLine;
using System.Text;
using DropZone.Cli.Inferring;
using DropZone.Config;
using DropZone.Inference;
using DropZone.Linux;
using DropZone.Rules;

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
        infer.name.Validators.Add(found =>
        {
            if (found.Tokens is [var token] && !FeedName.IsValid(token.Value))
                found.AddError($"--name expects at most 63 of a–z, 0–9 and -, not starting with -; found {VisibleText.Escape(token.Value)}.");
        });
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
            return Refuse($"A sample cannot be read: {broken.Message}", ExitCode.UsageOrConfiguration);
        }
    }

    /// <summary>1. the samples; 2. what they have in common; 3. the proof that they pass; 4. the feed.</summary>
    private int Run(ParseResult parsed, CancellationToken stopping)
    {
        // 1
        using var samples = new SampleFiles();
        foreach (var path in parsed.GetValue(files)!)
            if (!samples.TryAdd(path, out var trouble))
                return Refuse($"{VisibleText.Escape(path)}: {trouble}", ExitCode.UsageOrConfiguration);

        // 2
        if (FeedInference.Of(samples.All, stopping, out var fault) is not { } table)
            return Refuse(Sentence(fault!), ExitCode.DataInvalid);

        // 3
        if (Conversion.Compile(table.Rules, out var problems) is not { } conversion)
            throw new InvalidOperationException($"The inferred rules do not compile: {string.Join("; ", problems)}");
        foreach (var sample in samples.All)
            if (!Passes(sample, conversion, stopping))
                return ExitCode.DataInvalid;

        // 4
        var naming = FeedNaming.Of(samples.Names);
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        output.Write(FeedText.Of(table, parsed.GetValue(name) is { } given ? naming with { Name = given } : naming, samples.Names));
        return ExitCode.Ok;
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

    private static string Sentence(SampleFault fault) =>
        $"{VisibleText.Escape(fault.Sample)}{(fault.Line > 0 ? $", line {fault.Line}" : "")}: {fault.Message}";

    private static int Refuse(string sentence, int exitCode)
    {
        Console.Error.WriteLine(sentence);
        return exitCode;
    }
}
