using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Configuration.Examples;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone init DIR</c>: a new zone, not yet running.</summary>
internal static class InitCommand
{
    public static Command Create(IFileSystem files)
    {
        var folder = new Argument<string>("DIR") { Description = "The zone's folder; it is made if it is not there." };
        var command = new Command("init", "Make a zone: its folders, and an etc folder with a commented example feed.") { folder };
        command.SetAction(parsed => Make(files, new Zone(parsed.GetRequiredValue(folder))));
        return command;
    }

    private static int Make(IFileSystem files, Zone zone)
    {
        try
        {
            var random = new Random(BitConverter.ToInt32(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4)));
            var isNew = OpenZone.Make(zone, new DurableSteps(zone, NoFaults.Instance), TimeProvider.System, random);
            ExampleConfiguration.WriteIfAbsent(files, zone.Etc);
            Console.WriteLine(isNew ? $"Made a zone in {zone.Root}" : $"{zone.Root} is a zone already; what was missing was added");
            Console.WriteLine($"""

                Next:
                  look at the example feed   {zone.Etc}/feeds.d/
                  start the service          dropzone run --zone {zone.Root}
                  drop a CSV file            cp FILE.csv {zone.Incoming}/
                """);
            return ExitCode.Ok;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            Console.Error.WriteLine($"The zone cannot be made in {zone.Root}: {failure.Message}");
            return ExitCode.ZoneUnusable;
        }
    }
}
