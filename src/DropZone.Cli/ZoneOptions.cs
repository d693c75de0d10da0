using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Configuration;

namespace DropZone.Cli;

/// <summary>The options that name the zone of a command.</summary>
internal sealed class ZoneOptions(IFileSystem files)
{
    public Option<string> Zone { get; } = new("--zone")
    {
        HelpName = "DIR",
        Description = $"Zone folder (default: {DropZone.Zone.Installed.Root})",
    };

    public Option<string> Configuration { get; } = new("--config")
    {
        HelpName = "DIR",
        Description = $"Configuration (default: ZONE/etc or {DropZone.Zone.Installed.Etc})",
    };

    public void AddTo(Command command)
    {
        command.Add(Zone);
        command.Add(Configuration);
    }

    /// <summary>Returns the zone of the command: the given one, the one named in the configuration, or the installed one.</summary>
    public Zone Of(ParseResult parsed)
    {
        var configuration = parsed.GetValue(Configuration);
        if (parsed.GetValue(Zone) is { } zone)
            return new Zone(zone, configuration);
        configuration ??= DropZone.Zone.Installed.Etc;
        return new Zone(ConfigurationReader.ZoneOf(files, configuration) ?? DropZone.Zone.Installed.Root, configuration, DropZone.Zone.Installed.Logs);
    }
}
