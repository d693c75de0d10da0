using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Configuration;

namespace DropZone.Cli;

/// <summary>Which zone a command is about.</summary>
internal sealed class ZoneOptions(IFileSystem files)
{
    public Option<string> Zone { get; } = new("--zone")
    {
        HelpName = "DIR",
        Description = $"The zone's folder. Without it: that of {DropZone.Zone.Installed.Etc}/dropzone.yaml, {DropZone.Zone.Installed.Root} if it names none.",
    };

    public Option<string> Configuration { get; } = new("--config")
    {
        HelpName = "DIR",
        Description = $"The configuration's folder. Without it: etc in the zone; without --zone, too: {DropZone.Zone.Installed.Etc}.",
    };

    public void AddTo(Command command)
    {
        command.Add(Zone);
        command.Add(Configuration);
    }

    public Zone Of(ParseResult parsed)
    {
        var configuration = parsed.GetValue(Configuration);
        if (parsed.GetValue(Zone) is { } zone)
            return new Zone(zone, configuration);
        configuration ??= DropZone.Zone.Installed.Etc;
        return new Zone(ConfigurationReader.ZoneOf(files, configuration) ?? DropZone.Zone.Installed.Root, configuration, DropZone.Zone.Installed.Logs);
    }
}
