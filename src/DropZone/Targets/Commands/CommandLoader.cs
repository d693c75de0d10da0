using System.Globalization;
using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Processes;
using DropZone.Targets.Loading;
using Microsoft.Extensions.Logging;

namespace DropZone.Targets.Commands;

/// <summary>
/// Hands output to a program: at least once, as only the program can detect a repetition. The program reads a copy or its standard
/// input; it cannot change the sealed output.
/// </summary>
/// <param name="target">The program and its arguments.</param>
/// <param name="programs">Runs the program.</param>
/// <param name="logger">For the result of each run.</param>
internal sealed class CommandLoader(CommandTarget target, ProgramRunner programs, ILogger logger) : ILoader
{
    public async Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping)
    {
        using var folder = ProgramFolder.CreateIn(request.Job.Folder);
        if (target.NamesInput)
            await CopyAsync(request.Job.Output, folder.Input, stopping).ConfigureAwait(false);
        var run = await programs.RunAsync(target.Program, Call(request, folder), stopping).ConfigureAwait(false);
        logger.ProgramEnded(request.Receipt.Feed, request.Receipt.Job, target.Program.Shown, run.End.ToString()!, (long)run.Took.TotalMilliseconds);
        var what = string.Create(CultureInfo.InvariantCulture, $"the command {target.Program.Shown} {run.End}, {run.Took.TotalSeconds:0.0} s after its start");
        return run.Meaning switch
        {
            ExitMeaning.Success => new LoadResult.Loaded(),
            ExitMeaning.BadData => new LoadResult.Refused($"{what}: the exit code reports bad data", run.ErrorOutput),
            _ when run.Meaning == ExitMeaning.Temporary || run.End is ProgramExit.TimedOut => new LoadResult.Down(what),
            _ => new LoadResult.Refused(what, run.ErrorOutput),
        };
    }

    public void Dispose()
    {
        // nothing is kept open
    }

    private ProgramCall Call(LoadRequest request, ProgramFolder folder) => new(
        [.. target.Program.Arguments.Select(argument => Argument(argument, request, folder))],
        folder.Path,
        target.NamesInput ? null : request.Job.Output,
        null,
        new Dictionary<string, string>
        {
            ["DROPZONE_FEED"] = request.Receipt.Feed,
            ["DROPZONE_JOB"] = request.Receipt.Job,
            ["DROPZONE_FILE"] = request.Target.Name,
            ["DROPZONE_TARGET"] = target.Name,
        });

    private static string Argument(string written, LoadRequest request, ProgramFolder folder)
    {
        var argument = written
            .Replace(CommandTarget.Input, folder.Input, StringComparison.Ordinal)
            .Replace(CommandTarget.FileName, request.Target.Name, StringComparison.Ordinal)
            .Replace(CommandTarget.FeedName, request.Receipt.Feed, StringComparison.Ordinal)
            .Replace(CommandTarget.Job, request.Receipt.Job, StringComparison.Ordinal);

        // a file named -rf by its sender must not become an option of the program
        return argument.StartsWith('-') && !written.StartsWith('-') ? $"./{argument}" : argument;
    }

    private static async Task CopyAsync(string from, string to, CancellationToken stopping)
    {
        using var output = OpenedFile.Open(from);
        await using var source = output.Read();
        await using var copy = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await source.CopyToAsync(copy, 1 << 20, stopping).ConfigureAwait(false);
    }
}
