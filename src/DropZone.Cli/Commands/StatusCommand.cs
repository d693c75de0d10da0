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
        var watch = new Option<bool>("--watch") { Description = "Show it anew each second, until Ctrl-C." };
        var format = new FormatOption("a screen; json: one object.");
        var command = new Command("status", "Show what the service is doing, and what waits, runs and failed in each feed.") { watch, format };
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
        if (Look(files, zone) is not { } overview)
            return ExitCode.UsageOrConfiguration;
        if (isJson)
            Console.WriteLine(JsonSerializer.Serialize(overview, StatusJson.Default.ZoneStatus));
        else
            StatusText.Write(Console.Out, overview, zone, ScreenStyle.OfOutput());
        return ExitCode.Ok;
    });

    private static async Task<int> WatchAsync(IFileSystem files, Zone zone, bool isJson, CancellationToken stopping)
    {
        if (!isJson && Console.IsOutputRedirected)
            return Refusal.Say(ExitCode.UsageOrConfiguration, "--watch shows a screen, and standard output is no terminal; --format json writes a line each second");
        while (true)
        {
            // written at once, so that nothing flickers
            using var screen = new StringWriter { NewLine = "\n" };
            var exitCode = ZoneAction.Run(zone, _ =>
            {
                if (Look(files, zone) is not { } overview)
                    return ExitCode.UsageOrConfiguration;
                if (isJson)
                    screen.WriteLine(JsonSerializer.Serialize(overview, StatusJson.Default.ZoneStatus));
                else
                    StatusText.Write(screen, overview, zone, ScreenStyle.OfOutput());
                return ExitCode.Ok;
            });
            if (exitCode != ExitCode.Ok)
                return exitCode;
            Console.Write(isJson ? screen.ToString() : ScreenStyle.Redraw(screen.ToString()));
            await Task.Delay(Pause, TimeProvider.System, stopping);
        }
    }

    /// <summary>Asks the service; where none answers, the folders tell. Null: the configuration is refused, which was said.</summary>
    private static ZoneStatus? Look(IFileSystem files, Zone zone)
    {
        if (StatusSocket.Ask(zone) is { } told)
            return told;
        OpenZone.CheckReadable(zone);
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is { } configuration)
            return new ZoneSurvey(zone, configuration, TimeProvider.System).Now(null, new Dictionary<string, JobStatus>(), []);
        Refusal.Say(ExitCode.UsageOrConfiguration, complaints.Select(complaint => complaint.ToString()));
        return null;
    }
}
