using DropZone.Feeds.Notifiers;
using DropZone.Logging;
using DropZone.Notifications.Messages;
using DropZone.Processes;
using Microsoft.Extensions.Logging;

namespace DropZone.Notifications.Senders;

/// <summary>Sends a message by running a program with the event as its standard input.</summary>
/// <param name="notifier">Names the program.</param>
/// <param name="source">The zone, as a URI.</param>
/// <param name="folder">The parent of the folders of its runs.</param>
/// <param name="programs">Runs the program.</param>
/// <param name="logger">Logs each run.</param>
internal sealed class CommandSender(CommandNotifier notifier, string source, string folder, ProgramRunner programs, ILogger logger) : ISender
{
    public async Task<SendResult> SendAsync(Message message, CancellationToken stopping)
    {
        try
        {
            using var place = ProgramFolder.CreateIn(folder);
            var input = $"{place.Path}/event.json";
            await File.WriteAllBytesAsync(input, CloudEventJson.Of(message, source), stopping).ConfigureAwait(false);
            var run = await programs.RunAsync(notifier.Program, new ProgramCall(notifier.Program.Arguments, place.Path, input, null, Facts(message)), stopping).ConfigureAwait(false);
            logger.ProgramEnded(message.First.Feed ?? "", message.First.Job ?? "", notifier.Program.Shown, run.End.ToString()!, (long)run.Took.TotalMilliseconds);
            return run.Meaning switch
            {
                ExitMeaning.Success => new SendResult.Sent(),
                _ when run.Meaning == ExitMeaning.Temporary || run.End is ProgramExit.TimedOut or ProgramExit.NotStarted => new SendResult.Down($"the program {run.End}"),
                _ => new SendResult.Refused($"the program {run.End}"),
            };
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return new SendResult.Down(failure.Message);
        }
    }

    public void Dispose()
    {
        // nothing is kept open
    }

    private static Dictionary<string, string> Facts(Message message)
    {
        var facts = new Dictionary<string, string> { ["DROPZONE_EVENT"] = CloudEventJson.TypeOf(message), ["DROPZONE_SUBJECT"] = VisibleText.Escape(message.Subject) };
        if (message.IsDigest)
            return facts;
        if (message.First.Feed is { } feed)
            facts["DROPZONE_FEED"] = feed;
        facts["DROPZONE_OUTCOME"] = message.First.Outcome;
        facts["DROPZONE_SUMMARY"] = VisibleText.Escape(message.First.Summary);
        if (message.First.Job is { } job)
            facts["DROPZONE_JOB"] = job;
        if (message.First.File is { } file)
            facts["DROPZONE_FILE"] = VisibleText.Escape(file);
        return facts;
    }
}
