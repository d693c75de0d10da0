using System.IO.Abstractions;
using DropZone.Configuration;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Linux.Processes;
using DropZone.Spool;
using DropZone.Status;

namespace DropZone.Cli.Feeds;

/// <summary><c>feed add</c>, from the text of a feed to a service that claims its files.</summary>
/// <param name="files">Where the configuration is read and written.</param>
/// <param name="zone">The zone.</param>
/// <param name="name">The name of the feed.</param>
/// <param name="group">The group that may drop files; null: unchanged.</param>
/// <param name="consumers">The group that may read the outputs, and no others; null: the readers of the zone.</param>
/// <param name="clock">Measures the wait for the service.</param>
/// <param name="random">For temporary names.</param>
internal sealed class FeedAddition(IFileSystem files, Zone zone, string name, string? group, string? consumers, TimeProvider clock, Random random)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private string FeedFile => $"{zone.Etc}/feeds.d/{name}.yaml";

    private string Incoming => $"{zone.Incoming}/{name}";

    /// <summary>1. the preconditions; 2. the confirmation; 3. the folder, checked or prepared; 4. the file, checked with all others; 5. the rights and the name of the folder; 6. the service. Returns an <see cref="ExitCode"/>.</summary>
    public async Task<int> RunAsync(string text, bool isAgreed, CancellationToken stopping)
    {
        // 1
        OpenZone.CheckFormat(zone);
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is not { } before)
            return Refusal.Say(ExitCode.UsageOrConfiguration, [.. complaints.Select(complaint => complaint.ToString()), "Nothing was changed. Fix the configuration first."]);
        if (name != ZoneConfiguration.DefaultFeed && before.FeedNamed(name) is not null || FileStatus.At(FeedFile) is not null)
            return Refusal.Say(ExitCode.UsageOrConfiguration, $"Feed {name} is already configured in {zone.Etc}/feeds.d/. Nothing was changed.");
        if (new[] { group, consumers }.OfType<string>().FirstOrDefault(wanted => SystemUser.GroupNumber(wanted) is null) is { } missing)
            return Refusal.Say(ExitCode.UsageOrConfiguration, $"There is no group {missing}. Nothing was changed. Create it: groupadd {ShellWord.Of(missing)}");

        // 2
        Console.Write(text);
        if (!isAgreed && !Confirmation.Ask($"\nWrite it to {FeedFile}?"))
            return ExitCode.UsageOrConfiguration;

        // 3
        FeedFolder.RemoveLeftovers(zone, clock.GetUtcNow());
        using var folder = FeedFolder.Prepare(zone, name, group, random, out var problem);
        var consumersNumber = consumers is null ? null : SystemUser.GroupNumber(consumers);
        if (problem is null && consumersNumber is { } reading)
            problem = ConsumerFolder.FindProblem(zone, name, reading);
        if (problem is not null)
            return Refusal.Say(ExitCode.UsageOrConfiguration, $"{problem}, then run the command again. Nothing was changed.");

        // 4
        DurableFolder.Ensure($"{zone.Etc}/feeds.d");
        files.File.WriteAllText(FeedFile, text);
        if (ConfigurationReader.Read(files, zone.Etc, out complaints) is null)
        {
            files.File.Delete(FeedFile);
            return Refusal.Say(ExitCode.UsageOrConfiguration, [.. complaints.Select(complaint => complaint.ToString()), "The feed conflicts with other feeds. Nothing was changed."]);
        }

        // 5
        if (Activate(folder) is { } refused)
            return Refusal.Say(ExitCode.UsageOrConfiguration, $"{refused}. Nothing was changed.");
        if (consumersNumber is { } readers)
            ConsumerFolder.Make(zone, name, readers);
        if (group is not null && SystemUser.NameIfOutside(group, FileStatus.At(zone.Incoming)!.Value.Owner) is { } service)
            Console.Error.WriteLine($"Let the service read what {group} drops: usermod -aG {ShellWord.Of(group)} {service}; systemctl restart dropzone");
        Console.Error.WriteLine($"Feed {name} created in {FeedFile}. Its files are dropped in {Incoming}.");

        // 6
        return await ReloadServiceAsync(stopping);
    }

    /// <summary>Returns why the folder of the feed is not in its place; then the file of the feed is removed again, as it is after a failure.</summary>
    private string? Activate(FeedFolder folder)
    {
        var isActive = false;
        try
        {
            var refused = folder.Activate();
            isActive = refused is null;
            return refused;
        }
        finally
        {
            if (!isActive)
                files.File.Delete(FeedFile);
        }
    }

    private async Task<int> ReloadServiceAsync(CancellationToken stopping)
    {
        if (StatusSocket.Query(zone)?.Service is not { } service)
        {
            Console.Error.WriteLine("The service is not running. It claims them when it starts.");
            return ExitCode.Ok;
        }

        if (!service.ReloadsOnHangUp)
        {
            Console.Error.WriteLine("The service runs on a terminal. Restart it there to activate the feed.");
            return ExitCode.Ok;
        }

        if (!ProcessSignal.HangUp(service.Process))
        {
            Console.Error.WriteLine("Permission denied to reload the service. Run: systemctl reload dropzone");
            return ExitCode.Ok;
        }

        var began = clock.GetTimestamp();
        while (clock.GetElapsedTime(began) < Timeout)
        {
            if (IsActive())
            {
                Console.Error.WriteLine("The service claims them now.");
                return ExitCode.Ok;
            }

            await Task.Delay(PollInterval, clock, stopping);
        }

        return Refusal.Say(ExitCode.ZoneUnusable, "The service did not activate the feed within 10 seconds. See: journalctl -u dropzone");
    }

    private bool IsActive()
    {
        try
        {
            return StatusSocket.Query(zone)?.Feeds.Any(feed => feed.Name == name) == true;
        }
        catch (IOException)
        {
            return false; // it is reading its configuration
        }
    }
}
