using System.CommandLine;
using System.Globalization;
using System.IO.Abstractions;
using DropZone.Configuration;
using DropZone.Linux;
using DropZone.Spool;
using DropZone.Spool.Recovery;
using DropZone.Status;

namespace DropZone.Cli.Commands;

/// <summary>
/// <c>dropzone health</c>: a line and an exit code as monitoring plugins have them. Source: Monitoring Plugins Development Guidelines,
/// https://www.monitoring-plugins.org/doc/guidelines.html
/// </summary>
internal static class HealthCommand
{
    private const int Warning = 1;
    private const int Critical = 2;
    private const int Unknown = 3;
    private static readonly string[] Words = ["OK", "WARNING", "CRITICAL", "UNKNOWN"];

    /// <summary>The service writes its heartbeat every 15 s.</summary>
    private static readonly TimeSpan OldestHeartbeat = TimeSpan.FromMinutes(1);

    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var failed = new Option<int>("--failed") { HelpName = "N", Description = "Warn when more than so many bundles lie in the quarantine.", DefaultValueFactory = _ => 0 };
        var minutes = new Option<int>("--minutes") { HelpName = "N", Description = "Warn when a delivery waits or is worked on for longer.", DefaultValueFactory = _ => 30 };
        var command = new Command("health", "Say in a line, for Nagios and its like, whether all is well; exit code 0, 1: warning, 2: critical, 3: unknown.") { failed, minutes };
        options.AddTo(command);
        command.SetAction(parsed => Look(files, options.Of(parsed), parsed.GetValue(failed), TimeSpan.FromMinutes(parsed.GetValue(minutes))));
        return command;
    }

    private static int Look(IFileSystem files, Zone zone, int mostFailed, TimeSpan longest)
    {
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is not { } configuration)
            return Say(Unknown, [$"the configuration is refused: {complaints[0]}"], "");
        try
        {
            OpenZone.CheckFormat(zone);
            var now = TimeProvider.System.GetUtcNow();
            var depths = new ZoneDepths(zone, configuration, TimeProvider.System).Now().ToList();
            var free = Volume.FreeBytes(zone.Root);
            var (state, said) = (0, new List<string>());
            if (!OpenZone.IsServed(zone))
                Found(Critical, "the service does not run");
            else if (FileStatus.At($"{zone.State}/{BootHistory.RecordName}") is not { } heartbeat || now - heartbeat.Changed > OldestHeartbeat)
                Found(Critical, "the service runs and has given no sign of life for more than a minute");
            if (free < configuration.Settings.MinFree)
                Found(Critical, $"no files are taken: only {SizeText.Of(free)} free, less than min-free");
            foreach (var depth in depths.Where(depth => depth.State != "failed" && depth.Age > longest.TotalSeconds))
                Found(Warning, $"{(depth.Feed.Length > 0 ? depth.Feed : zone.Incoming)}: {depth.Count} {depth.State}, the oldest for {TimeSpan.FromSeconds(depth.Age).TotalMinutes:F0} min");
            var failed = Sum("failed");
            if (failed > mostFailed)
                Found(Warning, $"{failed} failed: {string.Join(", ", depths.Where(depth => depth is { State: "failed", Count: > 0 }).Select(depth => $"{depth.Feed} {depth.Count}"))}");
            if (said.Count == 0)
                said.Add($"{Sum("incoming")} waiting, {Sum("working")} working, {failed} failed");
            return Say(state, said, string.Create(CultureInfo.InvariantCulture, $" | incoming={Sum("incoming")} working={Sum("working")} failed={failed};{mostFailed} free={free}B"));

            long Sum(string of) => depths.Where(depth => depth.State == of).Sum(depth => depth.Count);
            void Found(int found, string what)
            {
                state = Math.Max(state, found);
                said.Add(what);
            }
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return Say(Unknown, [$"{failure.Message}; run it as the service's user"], "");
        }
    }

    private static int Say(int state, IEnumerable<string> what, string figures)
    {
        Console.WriteLine($"DROPZONE {Words[state]}: {VisibleText.Escape(string.Join("; ", what))}{figures}");
        return state;
    }
}
