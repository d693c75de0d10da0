using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Cli.Failed;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Records;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone failed discard [JOB]</c></summary>
internal static class FailedDiscardCommand
{
    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var choice = new FailedChoiceOptions(options, "discard", "Discard");
        var yes = new Option<bool>("--yes") { Description = "Do not ask for confirmation" };
        var command = new Command("discard", "Discard failed jobs, keeping their reports in the archive") { choice.Job, yes };
        choice.AddTo(command);
        options.AddTo(command);
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            if (FaultVariable.Read(out _) is not { } faults)
                return ExitCode.UsageOrConfiguration;
            OpenZone.CheckFormat(zone);
            var steps = new DurableSteps(zone, faults);
            using var held = steps.Sweep.TryBegin();
            if (held is null)
                return Refusal.Say(ExitCode.ZoneHeld, "Another sweep, discard or erase is running. Wait until it ends.");
            var action = choice.FailedJobAction(parsed, AuditAction.Discard);
            return choice.ForEach(parsed, zone, "discarded",
                (job, output) => new FailedDiscard(zone, steps, action, output).Run(job), parsed.GetValue(yes) ? null : FailedDiscard.Question);
        }));
        return command;
    }
}
