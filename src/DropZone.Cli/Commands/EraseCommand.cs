using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Cli.Failed;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Records;
using DropZone.Status;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone erase JOB</c>: removes the content of a delivery from the zone.</summary>
internal static class EraseCommand
{
    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var name = new Argument<string>("JOB") { Description = "Job name or its random part (a unique prefix suffices)" };
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Description = "Reason, recorded with your name" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask for confirmation" };
        var command = new Command("erase", "Erase the content of a delivery, keeping its receipt")
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
                    ? $"No completed job starts with {wanted}. An active job can be erased when it is completed. List completed jobs: dropzone history{zone.Options}"
                    : $"Several jobs start with {wanted}. Give more of the name.");
            }

            if (!parsed.GetValue(yes) && !Confirmation.Ask($"Erase {VisibleText.Escape(job.Name.Delivery)} of feed {job.Feed}, received {job.Name.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC? Its content cannot be restored."))
                return ExitCode.UsageOrConfiguration;
            var steps = new DurableSteps(zone, faults);
            using var alone = steps.Sweep.TryBegin();
            if (alone is null)
                return Refusal.Say(ExitCode.ZoneHeld, "Another sweep, discard or erase is running. Wait until it ends.");
            return new Erasure(files, zone, steps, new FailedJobAction(AuditAction.Erase, parsed.GetValue(reason), TimeProvider.System)).Run(job);
        }));
        return command;
    }
}
