using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Configuration;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone config check</c></summary>
internal static class ConfigCommand
{
    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var check = new Command("check", "Check the configuration and report every error");
        options.AddTo(check);
        check.SetAction(parsed => Check(files, options.Of(parsed)));
        return new Command("config", "Inspect the configuration") { check };
    }

    private static int Check(IFileSystem files, Zone zone)
    {
        var configuration = ConfigurationReader.Read(files, zone.Etc, out var complaints, out var warnings);
        foreach (var complaint in complaints)
            Console.Error.WriteLine(complaint);
        if (configuration is null)
            return ExitCode.UsageOrConfiguration;
        foreach (var warning in warnings)
            Console.Error.WriteLine($"warning: {warning}");
        var feeds = configuration.Feeds.Count == 0 ? "no feeds" : "feeds: " + string.Join(", ", configuration.Feeds.Select(feed => feed.Name));
        Console.WriteLine($"{zone.Etc} is valid; {feeds}");
        return ExitCode.Ok;
    }
}
