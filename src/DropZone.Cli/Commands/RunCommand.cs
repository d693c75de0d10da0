using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone run</c>: the service.</summary>
internal static class RunCommand
{
    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var verbose = new Option<bool>("--verbose") { Description = "Enable debug logging" };
        var command = new Command("run", "Run the service on a zone, creating the zone if missing") { verbose };
        options.AddTo(command);
        command.SetAction((parsed, stopping) =>
        {
            var zone = options.Of(parsed);
            var log = new LogOptions
            {
                Folder = zone.Logs,
                StandardErrorIsJournal = JournalStream.IsStandardError,
                Minimum = parsed.GetValue(verbose) ? LogLevel.Debug : LogLevel.Information,
            };
            return ServiceHost.RunAsync(files, zone, log, stopping);
        });
        return command;
    }
}
