using System.Globalization;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Feeds.Values;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Processes;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Plan;
using Microsoft.Extensions.Logging;

namespace DropZone.Jobs;

/// <summary>Runs the commands of a feed, one after the other, on the output of its rules.</summary>
/// <param name="feed">Has at least one command.</param>
/// <param name="runner">Runs external programs.</param>
/// <param name="parent">The folder in which each command gets a folder of its own.</param>
/// <param name="facts">Of the delivery.</param>
/// <param name="logger">Logs each run.</param>
public sealed class CommandStages(Feed feed, ProgramRunner runner, string parent, SourceFacts facts, ILogger logger)
{
    /// <summary>For large records; null: they are limited by their maximum size alone.</summary>
    public RecordMemory? Memory { get; init; }

    /// <summary>Runs them all.</summary>
    /// <param name="first">The folder of the first command, with its input.</param>
    /// <param name="before">The result from the delivery to that input.</param>
    /// <param name="output">Receives the output. It counts only if the result is <see cref="CommandsResult.Done"/>.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled; no command is left running.</exception>
    /// <exception cref="IOException">A file of ours cannot be written or read.</exception>
    public CommandsResult Run(ProgramFolder first, ConversionResult before, ConversionOutput output, CancellationToken stopping) => Run(0, first, before, output, stopping);

    /// <summary>
    /// 1. run the command; 2. open its output; 3. convert that by the steps after the command, into the output, or into the input of the
    /// next command, which is run then.
    /// </summary>
    private CommandsResult Run(int index, ProgramFolder folder, ConversionResult before, ConversionOutput output, CancellationToken stopping)
    {
        // 1
        var (program, rules) = feed.Commands[index];
        var after = before.Output is { } table ? rules.After(table) : rules;
        var run = runner.RunAsync(program, Call(feed.Commands[index], folder), stopping).GetAwaiter().GetResult();
        logger.ProgramEnded(feed.Name, facts.Job, program.Shown, run.End.ToString()!, (long)run.Took.TotalMilliseconds);
        var description = string.Create(CultureInfo.InvariantCulture, $"the command {program.Shown} {run.End}, {run.Took.TotalSeconds:0.0} s after its start");
        if (run.Meaning == ExitMeaning.Temporary)
            return new CommandsResult.Deferred(description);
        if (run.Meaning == ExitMeaning.BadData)
            return new CommandsResult.Failed(ErrorCode.CommandRejected, $"{description}: the exit code reports bad data", run.ErrorOutput);
        if (run.Meaning == ExitMeaning.Permanent)
            return new CommandsResult.Failed(ErrorCode.CommandFailed, description, run.ErrorOutput);

        // 2
        using var written = OpenedFile.TryOpen(folder.Output, out var errno);
        if (written?.Status().Kind != FileKind.Regular)
            return Unusable(errno == SystemError.NotFound ? "it wrote no output" : "its output is not a regular file");

        // 3
        var isLast = index == feed.Commands.Count - 1;
        using var next = isLast ? null : ProgramFolder.CreateIn(parent);
        ConversionResult result;
        using (var target = next is null ? null : new FileStream(next.Input, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0))
        {
            var made = target is null ? output : new ConversionOutput(target, null, output.Scratch);
            result = Memory is null ? Convert(after, written, made, stopping)
                : Memory.Run(allowance => Convert(after, written, made with { Memory = allowance }, stopping), stopping);
        }

        if (!result.Valid)
            return Unusable(FirstError(result));
        result = result with { Rows = before.Rows.Then(result.Rows) };
        return next is null ? new CommandsResult.Done(result.Rows, result.Output) : Run(index + 1, next, result, output, stopping);

        CommandsResult.Failed Unusable(string why) => new(ErrorCode.CommandFailed, $"{description}, but {why}", run.ErrorOutput);
    }

    private ConversionResult Convert(TableConversion conversion, OpenedFile written, ConversionOutput output, CancellationToken stopping)
    {
        if (output.Memory.IsLarge)
            output.Rows.SetLength(0); // what the run before it wrote
        using var input = written.Read();
        return conversion.Run(input, output, facts, stopping);
    }

    private ProgramCall Call(CommandStage stage, ProgramFolder folder) => new(
        [.. stage.Program.Arguments.Select(argument => argument
            .Replace(CommandStage.Input, folder.Input, StringComparison.Ordinal).Replace(CommandStage.Output, folder.Output, StringComparison.Ordinal))],
        folder.Path,
        stage.NamesInput ? null : folder.Input,
        stage.NamesOutput ? null : folder.Output,
        new Dictionary<string, string> { ["DROPZONE_FEED"] = feed.Name, ["DROPZONE_JOB"] = facts.Job, ["DROPZONE_FILE"] = facts.FileName });

    /// <summary>Describes the first error of the output. Its rows cannot be traced to those of the delivery.</summary>
    private static string FirstError(ConversionResult result)
    {
        var error = result.Errors[0];
        var place = error.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" in line {error.Line}{(error.Column is { } column ? $", column {column}" : "")}");
        return $"its output cannot be used: {error.Code.Name()}{place}: {error.Message}";
    }
}
