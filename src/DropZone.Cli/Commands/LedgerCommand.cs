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
    public static Command Create(IFileSystem files) => new("ledger", "Maintain the index of completed jobs") { Rebuild(files) };

    private static Command Rebuild(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var command = new Command("rebuild", "Rebuild the ledger from the archive (service stopped)");
        options.AddTo(command);
        command.SetAction(parsed => Rebuild(files, options.Of(parsed)));
        return command;
    }

    /// <summary>1. the configuration, which lists the feeds with remembered keys; 2. the zone's lock; 3. the archive.</summary>
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
                return Refusal.Say(ExitCode.ZoneHeld, $"The zone {zone.Root} is locked by process {holder}. Stop the service first. When it starts, it rebuilds a missing or damaged ledger automatically.");

            // 3
            using var logs = ServiceLog.Open(new LogOptions { StandardErrorIsJournal = JournalStream.IsStandardError });
            JobLedger.Rebuild(zone, configuration, new DurableSteps(zone, faults), TimeProvider.System, logs.Factory.CreateLogger("DropZone"));
            return ExitCode.Ok; // jobs that cannot be indexed are logged; the ledger itself is complete
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return Refusal.Say(ExitCode.ZoneUnusable, failure.Message);
        }
    }
}
