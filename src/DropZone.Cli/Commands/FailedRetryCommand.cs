using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Cli.Failed;
using DropZone.Spool.Durable;
using DropZone.Spool.Records;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone failed retry [JOB]</c></summary>
internal static class FailedRetryCommand
{
    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var choice = new FailedChoiceOptions(options, "retry", "Retry");
        var file = new Option<string>("--file") { HelpName = "FILE", Description = "Corrected file to use instead (it is copied)" };
        var command = new Command("retry", "Retry failed jobs or resubmit the rejected rows of splits") { choice.Job, file };
        choice.AddTo(command);
        options.AddTo(command);
        command.Validators.Add(found =>
        {
            if (found.GetResult(file) is not null && found.GetResult(choice.Job) is not { Tokens.Count: > 0 })
                found.AddError("--file corrects a single job. Give its name.");
        });
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            if (FaultVariable.Read(out _) is not { } faults)
                return ExitCode.UsageOrConfiguration;
            var action = choice.FailedJobAction(parsed, AuditAction.Retry);
            return choice.ForEach(parsed, zone, "queued for retry",
                (job, output) => new FailedRetry(files, zone, new DurableSteps(zone, faults), action, output).Run(job, parsed.GetValue(file)));
        }));
        return command;
    }
}
