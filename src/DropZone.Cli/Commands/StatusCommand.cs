using System.CommandLine;
using System.IO.Abstractions;
using System.Text.Json;
using DropZone.Cli.Terminal;
using DropZone.Configuration;
using DropZone.Spool;
using DropZone.Status;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone status</c>: the service, its feeds and its targets, on one screen.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var watch = new Option<bool>("--watch") { Description = "Refresh every second until Ctrl-C" };
        var format = new FormatOption();
        var command = new Command("status", "Show the service, its feeds and its targets") { watch, format };
        options.AddTo(command);
        command.SetAction((parsed, stopping) => Interruptible.RunAsync(
            async token =>
            {
                var (zone, isJson) = (options.Of(parsed), format.IsJson(parsed));
                return parsed.GetValue(watch) ? await WatchAsync(files, zone, isJson, token) : Once(files, zone, isJson);
            }, stopping));
        return command;
    }

    private static int Once(IFileSystem files, Zone zone, bool isJson) => ZoneAction.Run(zone, _ =>
    {
        if (Query(files, zone) is not { } status)
            return ExitCode.UsageOrConfiguration;
        if (isJson)
            Console.WriteLine(JsonSerializer.Serialize(status, StatusJson.Default.ZoneStatus));
        else
            StatusText.Write(Console.Out, status, zone, ScreenStyle.OfOutput());
        return ExitCode.Ok;
    });

    private static async Task<int> WatchAsync(IFileSystem files, Zone zone, bool isJson, CancellationToken stopping)
    {
        if (!isJson && Console.IsOutputRedirected)
            return Refusal.Say(ExitCode.UsageOrConfiguration, "--watch requires a terminal. For a line of JSON each second, add --format json.");
        while (true)
        {
            // written in one call, to avoid flicker
            using var screen = new StringWriter { NewLine = "\n" };
            var exitCode = ZoneAction.Run(zone, _ =>
            {
                if (Query(files, zone) is not { } status)
                    return ExitCode.UsageOrConfiguration;
                if (isJson)
                    screen.WriteLine(JsonSerializer.Serialize(status, StatusJson.Default.ZoneStatus));
                else
                    StatusText.Write(screen, status, zone, ScreenStyle.OfOutput());
                return ExitCode.Ok;
            });
            if (exitCode != ExitCode.Ok)
                return exitCode;
            Console.Write(isJson ? screen.ToString() : ScreenStyle.Redraw(screen.ToString()));
            await Task.Delay(Pause, TimeProvider.System, stopping);
        }
    }

    /// <summary>Queries the service, or inspects the folders if none is running. Returns null if the configuration is invalid, after reporting it.</summary>
    private static ZoneStatus? Query(IFileSystem files, Zone zone)
    {
        if (StatusSocket.Query(zone) is { } status)
            return status;
        OpenZone.CheckReadable(zone);
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is { } configuration)
            return new ZoneSurvey(zone, configuration, TimeProvider.System).Now(null, new Dictionary<string, JobStatus>(), []);
        Refusal.Say(ExitCode.UsageOrConfiguration, complaints.Select(complaint => complaint.ToString()));
        return null;
    }
}
