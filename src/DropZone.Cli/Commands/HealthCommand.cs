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
/// <c>dropzone health</c>: prints a line and returns an exit code as monitoring plugins do. Source: Monitoring Plugins Development Guidelines,
/// https://www.monitoring-plugins.org/doc/guidelines.html
/// </summary>
internal static class HealthCommand
{
    private const int DefaultMinutes = 30;
    private const int Warning = 1;
    private const int Critical = 2;
    private const int Unknown = 3;
    private static readonly string[] Words = ["OK", "WARNING", "CRITICAL", "UNKNOWN"];

    /// <summary>The service writes its heartbeat every 15 s.</summary>
    private static readonly TimeSpan OldestHeartbeat = TimeSpan.FromMinutes(1);

    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var failed = new Option<int?>("--failed") { HelpName = "N", Description = "Warn above this number of failed jobs (default: 0)" };
        var minutes = new Option<int?>("--minutes") { HelpName = "N", Description = $"Warn when a file is pending longer (default: {DefaultMinutes})" };
        var command = new Command("health", "Report the state to monitoring (Nagios plugin format)") { failed, minutes };
        options.AddTo(command);
        command.SetAction(parsed => Inspect(files, options.Of(parsed), parsed.GetValue(failed) ?? 0, TimeSpan.FromMinutes(parsed.GetValue(minutes) ?? DefaultMinutes)));
        return command;
    }

    private static int Inspect(IFileSystem files, Zone zone, int maxFailed, TimeSpan maxAge)
    {
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is not { } configuration)
            return Report(Unknown, [$"configuration rejected: {complaints[0]}"], "");
        try
        {
            OpenZone.CheckFormat(zone);
            var now = TimeProvider.System.GetUtcNow();
            var depths = new ZoneDepths(zone, configuration, TimeProvider.System).Now().ToList();
            var free = Volume.FreeBytes(zone.Root);
            var (state, findings) = (0, new List<string>());
            if (!OpenZone.IsServed(zone))
                Found(Critical, "the service is not running");
            else if (FileStatus.At($"{zone.State}/{BootHistory.RecordName}") is not { } heartbeat || now - heartbeat.Changed > OldestHeartbeat)
                Found(Critical, "the service is running but wrote no heartbeat for more than a minute");
            foreach (var feed in Query(zone)?.Feeds.Where(feed => feed.Outage is not null) ?? [])
                Found(Critical, $"feed {feed.Name} is down: {feed.Outage!.Reason}");
            if (free < configuration.Settings.MinFree)
                Found(Critical, $"no files are claimed: only {SizeText.Of(free)} free, below min-free");
            foreach (var depth in depths.Where(depth => depth.State != "failed" && depth.Age > maxAge.TotalSeconds))
                Found(Warning, $"{(depth.Feed.Length > 0 ? depth.Feed : zone.Incoming)}: {depth.Count} {depth.State}, oldest {TimeSpan.FromSeconds(depth.Age).TotalMinutes:F0} min");
            var failed = Sum("failed");
            if (failed > maxFailed)
                Found(Warning, $"{failed} failed: {string.Join(", ", depths.Where(depth => depth is { State: "failed", Count: > 0 }).Select(depth => $"{depth.Feed} {depth.Count}"))}");
            if (findings.Count == 0)
                findings.Add($"{Sum("incoming")} queued, {Sum("working")} active, {failed} failed");
            return Report(state, findings, string.Create(CultureInfo.InvariantCulture, $" | incoming={Sum("incoming")} working={Sum("working")} failed={failed};{maxFailed} free={free}B"));

            long Sum(string of) => depths.Where(depth => depth.State == of).Sum(depth => depth.Count);
            void Found(int found, string what)
            {
                state = Math.Max(state, found);
                findings.Add(what);
            }
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return Report(Unknown, [$"{failure.Message}. Run it as the service's user."], "");
        }
    }

    /// <summary>Returns null if no service answers, or while it reloads.</summary>
    private static ZoneStatus? Query(Zone zone)
    {
        try
        {
            return StatusSocket.Query(zone);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int Report(int state, IEnumerable<string> what, string figures)
    {
        Console.WriteLine($"DROPZONE {Words[state]}: {VisibleText.Escape(string.Join("; ", what))}{figures}");
        return state;
    }
}
