using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Configuration.Examples;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone init DIR</c>: creates a zone without starting a service.</summary>
internal static class InitCommand
{
    public static Command Create(IFileSystem files)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the zone, created if missing" };
        var command = new Command("init", "Create a zone with a commented example feed") { folder };
        command.SetAction(parsed => Create(files, new Zone(parsed.GetRequiredValue(folder))));
        return command;
    }

    private static int Create(IFileSystem files, Zone zone)
    {
        try
        {
            var random = new Random(BitConverter.ToInt32(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4)));
            var isNew = OpenZone.Make(zone, new DurableSteps(zone, NoFaults.Instance), TimeProvider.System, random);
            ExampleConfiguration.WriteIfAbsent(files, zone.Etc);
            Console.WriteLine(isNew ? $"Created a zone in {zone.Root}" : $"{zone.Root} is already a zone; missing folders were added");
            Console.WriteLine($"""

                Next:
                  edit the example feed      {zone.Etc}/feeds.d/
                  start the service          dropzone run --zone {zone.Root}
                  drop a CSV file            cp FILE.csv {zone.Incoming}/
                """);
            return ExitCode.Ok;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            Console.Error.WriteLine($"Cannot create a zone in {zone.Root}: {failure.Message}");
            return ExitCode.ZoneUnusable;
        }
    }
}
