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

/// <summary><c>dropzone sweep</c>: removes and packs what the settings say, beside the service.</summary>
internal static class SweepCommand
{
    private static readonly Dictionary<SweepKind, (string Does, string Done)> Words = new()
    {
        [SweepKind.Compress] = ("compress", "originals compressed"),
        [SweepKind.RemoveOriginal] = ("remove original", "originals removed, receipts kept"),
        [SweepKind.RemoveReceipt] = ("remove receipt", "receipts removed, and what was left with them"),
        [SweepKind.RemoveFailed] = ("remove failed", "bundles removed from the quarantine"),
    };

    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done, and touch nothing." };
        var command = new Command("sweep", "Remove and compress what `retention` in dropzone.yaml says; beside the service, as its user.") { dryRun };
        options.AddTo(command);
        command.SetAction((parsed, stopping) => Task.FromResult(Sweep(files, options.Of(parsed), parsed.GetValue(dryRun), stopping)));
        return command;
    }

    /// <summary>1. the configuration; 2. the lock of the one sweep; 3. what is allowed; 4. that, one by one; 5. the ledger; 6. what was done.</summary>
    private static int Sweep(IFileSystem files, Zone zone, bool isDryRun, CancellationToken stopping)
    {
        // 1
        if (FaultVariable.Read(out _) is not { } faults)
            return ExitCode.UsageOrConfiguration;
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is not { } configuration)
            return Refusal.Say(ExitCode.UsageOrConfiguration, complaints.Select(complaint => complaint.ToString()));
        if (configuration.Settings.Retention is not { } retention)
        {
            Console.WriteLine($"nothing is swept: {zone.Etc}/dropzone.yaml has no `retention`");
            return ExitCode.Ok;
        }

        var steps = new DurableSteps(zone, faults);
        var clock = TimeProvider.System;
        var exitCode = ExitCode.Ok;
        try
        {
            // 2
            OpenZone.CheckFormat(zone);
            using var alone = isDryRun ? null : steps.Sweep.TryBegin();
            if (!isDryRun && alone is null)
                return Refusal.Say(ExitCode.ZoneHeld, "another sweep is at work; wait for its end");

            // 3
            var plan = new SweepPlan(zone, configuration, retention, clock).Make();
            var done = new List<SweepAction>();
            foreach (var action in plan)
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
            Say(done, keys, isDryRun);
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
            return true; // somebody took it: a retry, or an operator
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            Refusal.Say(0, $"{action.Job.Folder}: {failure.Message}");
            return false;
        }
    }

    private static void Say(List<SweepAction> done, long keys, bool isDryRun)
    {
        if (isDryRun && (done.Count > 0 || keys > 0))
            Console.WriteLine("without --dry-run, this would be done:");
        foreach (var group in done.GroupBy(action => (action.Job.Feed, action.Kind)).OrderBy(group => group.Key))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{group.Key.Feed}: {Words[group.Key.Kind].Done}: {group.Count():N0} of {group.First().Job.Name.Date} to {group.Last().Job.Name.Date}, {SizeText.Of(group.Sum(action => action.Bytes))}"));
        }

        if (keys > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"keys of rows, older than their feeds look back, removed from the ledger: {keys:N0}"));
        if (done.Count == 0 && keys == 0)
            Console.WriteLine(isDryRun ? "nothing would be swept" : "nothing was to be swept");
    }
}
