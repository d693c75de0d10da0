using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Configuration;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool;
using DropZone.Spool.Durable;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone ledger rebuild</c></summary>
internal static class LedgerCommand
{
    public static Command Create(IFileSystem files) => new("ledger", "What the zone remembers of jobs that are done.") { Rebuild(files) };

    private static Command Rebuild(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var command = new Command("rebuild", "Make the ledger anew from the archive, while the service is stopped; as the service's user.");
        options.AddTo(command);
        command.SetAction(parsed => Rebuild(files, options.Of(parsed)));
        return command;
    }

    /// <summary>1. the configuration, which says whose keys are remembered; 2. the zone's lock; 3. the archive.</summary>
    private static int Rebuild(IFileSystem files, Zone zone)
    {
        // 1
        if (FaultVariable.Read(out _) is not { } faults)
            return ExitCode.UsageOrConfiguration;
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is not { } configuration)
            return Refusal.Say(ExitCode.UsageOrConfiguration, complaints.Select(complaint => complaint.ToString()));
        try
        {
            // 2
            OpenZone.CheckFormat(zone);
            using var opened = OpenZone.TryOpen(zone, out var holder);
            if (opened is null)
                return Refusal.Say(ExitCode.ZoneHeld, $"the zone {zone.Root} is held by process {holder}; stop the service first: it makes a ledger that is missing or damaged anew by itself when it starts");

            // 3
            using var logs = ServiceLog.Open(new LogOptions { StandardErrorIsJournal = JournalStream.IsStandardError });
            JobLedger.Rebuild(zone, configuration, new DurableSteps(zone, faults), TimeProvider.System, logs.Factory.CreateLogger("DropZone"));
            return ExitCode.Ok; // what is out of reach was told, and is no fault of the ledger
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return Refusal.Say(ExitCode.ZoneUnusable, failure.Message);
        }
    }
}
