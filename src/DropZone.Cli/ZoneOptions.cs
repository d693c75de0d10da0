using System.CommandLine;

namespace DropZone.Cli;

/// <summary>Which zone a command is about.</summary>
internal sealed class ZoneOptions
{
    public Option<string> Zone { get; } = new("--zone")
    {
        HelpName = "DIR",
        Description = $"The zone's folder. Without it: {DropZone.Zone.Installed.Root}, with its configuration in {DropZone.Zone.Installed.Etc}.",
    };

    public Option<string> Configuration { get; } = new("--config")
    {
        HelpName = "DIR",
        Description = "The configuration's folder. Without it: etc in the zone.",
    };

    public void AddTo(Command command)
    {
        command.Add(Zone);
        command.Add(Configuration);
    }

    public Zone Of(ParseResult parsed)
    {
        var configuration = parsed.GetValue(Configuration);
        return parsed.GetValue(Zone) is { } zone
            ? new Zone(zone, configuration)
            : new Zone(DropZone.Zone.Installed.Root, configuration ?? DropZone.Zone.Installed.Etc, DropZone.Zone.Installed.Logs);
    }
}
