using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Cli.Failed;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Records;
using DropZone.Status;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone erase JOB</c>: removes all that the zone has of a delivery's content.</summary>
internal static class EraseCommand
{
    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var name = new Argument<string>("JOB") { Description = "The job: the start of its name, or of its random part, as far as it is unique." };
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Description = "Why; it is recorded with your name." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var command = new Command("erase", "Remove all that the zone has of a delivery: original, reports, outputs still here. Its receipt stays, without a value of it; as the service's user.")
        {
            name, reason, yes,
        };
        options.AddTo(command);
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            if (FaultVariable.Read(out _) is not { } faults)
                return ExitCode.UsageOrConfiguration;
            var wanted = parsed.GetRequiredValue(name);
            OpenZone.CheckFormat(zone);
            var found = new History(zone).Jobs().Where(job => job.Name.IsMeantBy(wanted)).Take(2).ToList();
            if (found is not [var job])
            {
                return Refusal.Say(ExitCode.UsageOrConfiguration, found.Count == 0
                    ? $"No job that has come to an end begins with {wanted}; one that is under way can be erased afterwards. All of them: dropzone history{zone.Options}"
                    : $"Several jobs begin with {wanted}; write more of the name.");
            }

            if (!parsed.GetValue(yes) && !Confirmation.Ask($"Erase {VisibleText.Escape(job.Name.Delivery)} of the feed {job.Feed}, taken {job.Name.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC? Its content cannot be had back."))
                return ExitCode.UsageOrConfiguration;
            var steps = new DurableSteps(zone, faults);
            using var alone = steps.Sweep.TryBegin();
            if (alone is null)
                return Refusal.Say(ExitCode.ZoneHeld, "a sweep, or another who removes, is at work; wait for its end");
            return new Erasure(zone, steps, new FailedJobAction(AuditAction.Erase, parsed.GetValue(reason), TimeProvider.System)).Run(job);
        }));
        return command;
    }
}
