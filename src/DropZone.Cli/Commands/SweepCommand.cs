using System.CommandLine;
using System.Globalization;
using System.IO.Abstractions;
using DropZone.Configuration;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Sweep;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone sweep</c>: removes and compresses old files as configured, while the service runs.</summary>
internal static class SweepCommand
{
    private static readonly Dictionary<SweepKind, (string Does, string Done)> Words = new()
    {
        [SweepKind.Compress] = ("compress", "originals compressed"),
        [SweepKind.RemoveOriginal] = ("remove original", "originals removed, receipts kept"),
        [SweepKind.RemoveReceipt] = ("remove receipt", "receipts removed, with their remaining files"),
        [SweepKind.RemoveFailed] = ("remove failed", "jobs removed from the quarantine"),
    };

    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be done without doing it" };
        var command = new Command("sweep", "Remove and compress old files as set in retention") { dryRun };
        options.AddTo(command);
        command.SetAction((parsed, stopping) => Task.FromResult(Sweep(files, options.Of(parsed), parsed.GetValue(dryRun), stopping)));
        return command;
    }

    /// <summary>1. the configuration; 2. the lock; 3. the plan; 4. each action of it; 5. the ledger; 6. the summary.</summary>
    private static int Sweep(IFileSystem files, Zone zone, bool isDryRun, CancellationToken stopping)
    {
        // 1
        if (FaultVariable.Read(out _) is not { } faults)
            return ExitCode.UsageOrConfiguration;
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is not { } configuration)
            return Refusal.Say(ExitCode.UsageOrConfiguration, complaints.Select(complaint => complaint.ToString()));
        if (configuration.Settings.Retention is not { } retention)
        {
            Console.WriteLine($"Nothing to sweep: {zone.Etc}/dropzone.yaml has no `retention`.");
            return ExitCode.Ok;
        }

        var steps = new DurableSteps(zone, faults);
        var clock = TimeProvider.System;
        var exitCode = ExitCode.Ok;
        try
        {
            // 2
            OpenZone.CheckFormat(zone);
            using var held = isDryRun ? null : steps.Sweep.TryBegin();
            if (!isDryRun && held is null)
                return Refusal.Say(ExitCode.ZoneHeld, "Another sweep, discard or erase is running. Wait until it ends.");

            if (!isDryRun)
                steps.Sweep.RemoveLeftLocks();

            // 3
            var plan = new SweepPlan(zone, configuration, retention, clock);
            var actions = plan.Make();
            foreach (var obstacle in steps.Sweep.LeftInTrash.Concat(plan.Obstacles))
                exitCode = Refusal.Say(ExitCode.ZoneUnusable, $"Skipped {obstacle.Path}: {obstacle.Reason}");
            var done = new List<SweepAction>();
            foreach (var action in actions)
            {
                // 4
                if (stopping.IsCancellationRequested)
                    return ExitCode.Interrupted;
                if (isDryRun)
                    Console.WriteLine($"{Words[action.Kind].Does}: {VisibleText.Escape(action.Job.Folder)} ({SizeText.Of(action.Bytes)})");
                else if (!Try(steps, action))
                {
                    exitCode = ExitCode.ZoneUnusable;
                    continue;
                }

                done.Add(action);
            }

            // 5
            var keys = LedgerSweep.RemoveOldKeys(zone, configuration, clock.GetUtcNow(), isDryRun);

            // 6
            Report(done, keys, isDryRun);
            return exitCode;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return Refusal.Say(ExitCode.ZoneUnusable, failure.Message);
        }
    }

    private static bool Try(DurableSteps steps, SweepAction action)
    {
        try
        {
            steps.Sweep.Take(action);
            return true;
        }
        catch (LinuxException gone) when (FileStatus.At(action.Job.Folder) is null && gone.Error == SystemError.NotFound)
        {
            return true; // it was moved by a retry or an operator
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            Refusal.Say(0, $"Skipped {action.Job.Folder}: {failure.Message}");
            return false;
        }
    }

    private static void Report(List<SweepAction> done, long keys, bool isDryRun)
    {
        if (isDryRun && (done.Count > 0 || keys > 0))
            Console.WriteLine("Without --dry-run, the sweep would do this:");
        foreach (var group in done.GroupBy(action => (action.Job.Feed, action.Kind)).OrderBy(group => group.Key))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{group.Key.Feed}: {Words[group.Key.Kind].Done}: {group.Count():N0} of {group.First().Job.Name.Date} to {group.Last().Job.Name.Date}, {SizeText.Of(group.Sum(action => action.Bytes))}"));
        }

        if (keys > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"row keys older than the windows of their feeds removed from the ledger: {keys:N0}"));
        if (done.Count == 0 && keys == 0)
            Console.WriteLine("Nothing to sweep.");
    }
}
