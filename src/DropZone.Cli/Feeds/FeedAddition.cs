using System.IO.Abstractions;
using DropZone.Configuration;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Spool;
using DropZone.Status;

namespace DropZone.Cli.Feeds;

/// <summary><c>feed add</c>, from the text of a feed to a service that takes its files.</summary>
/// <param name="files">Where the configuration is read and written.</param>
/// <param name="zone">The zone.</param>
/// <param name="name">Of the feed.</param>
/// <param name="group">Whose members drop files; null: who may now.</param>
/// <param name="clock">For the wait for the service.</param>
internal sealed class FeedAddition(IFileSystem files, Zone zone, string name, string? group, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private string FeedFile => $"{zone.Etc}/feeds.d/{name}.yaml";

    private string Incoming => $"{zone.Incoming}/{name}";

    /// <summary>1. what stands in the way; 2. the question; 3. the file, tried with all others; 4. the folder and its rights; 5. the service. Returns an <see cref="ExitCode"/>.</summary>
    public async Task<int> RunAsync(string text, bool isAgreed, CancellationToken stopping)
    {
        // 1
        OpenZone.CheckFormat(zone);
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is not { } before)
            return Refusal.Say(ExitCode.UsageOrConfiguration, [.. complaints.Select(complaint => complaint.ToString()), "Mend the configuration first: nothing was done."]);
        if (name != ZoneConfiguration.DefaultFeed && before.FeedNamed(name) is not null || FileStatus.At(FeedFile) is not null)
            return Refusal.Say(ExitCode.UsageOrConfiguration, $"A feed {name} is configured already: nothing was done. Look at {zone.Etc}/feeds.d/");
        if (group is not null && !SystemUser.HasGroup(group))
            return Refusal.Say(ExitCode.UsageOrConfiguration, $"There is no group {group}: groupadd {ShellWord.Of(group)}. Nothing was done.");

        // 2
        Console.Write(text);
        if (!isAgreed && !Confirmation.Ask($"\nWrite it to {FeedFile}?"))
            return ExitCode.UsageOrConfiguration;

        // 3
        DurableFolder.Ensure($"{zone.Etc}/feeds.d");
        files.File.WriteAllText(FeedFile, text);
        if (ConfigurationReader.Read(files, zone.Etc, out complaints) is null)
        {
            files.File.Delete(FeedFile);
            return Refusal.Say(ExitCode.UsageOrConfiguration, [.. complaints.Select(complaint => complaint.ToString()), "It does not fit the other feeds: nothing was done."]);
        }

        // 4
        DurableFolder.Ensure(Incoming);
        GiveRights();
        Console.Error.WriteLine($"The feed {name} is in {FeedFile}; its files are dropped in {Incoming}.");

        // 5
        return await TellServiceAsync(stopping);
    }

    private void GiveRights()
    {
        var owner = FileStatus.At(zone.Incoming)!.Value.Owner;
        if (SystemUser.IsRoot || group is not null)
            SystemUser.Give(Incoming, SystemUser.IsRoot ? owner : null, group);
        if (group is not null)
            SystemUser.ShareWithGroup(Incoming);
        if (group is not null && SystemUser.NameIfOutside(group, owner) is { } service)
            Console.Error.WriteLine($"Let the service read what {group} drops: usermod -aG {ShellWord.Of(group)} {service}; systemctl restart dropzone");
    }

    private async Task<int> TellServiceAsync(CancellationToken stopping)
    {
        if (StatusSocket.Ask(zone)?.Service is not { } service)
        {
            Console.Error.WriteLine("No service runs; its next start takes them.");
            return ExitCode.Ok;
        }

        if (!service.ReloadsOnHangUp)
        {
            Console.Error.WriteLine("The service runs on a terminal: stop it there and start it again, and it takes them.");
            return ExitCode.Ok;
        }

        if (!ProcessSignal.HangUp(service.Process))
        {
            Console.Error.WriteLine("This user may not tell the service: systemctl reload dropzone");
            return ExitCode.Ok;
        }

        var began = clock.GetTimestamp();
        while (clock.GetElapsedTime(began) < Patience)
        {
            if (IsTaken())
            {
                Console.Error.WriteLine("The service takes them now.");
                return ExitCode.Ok;
            }

            await Task.Delay(Look, clock, stopping);
        }

        return Refusal.Say(ExitCode.ZoneUnusable, "The service has not taken the feed over within ten seconds; why: journalctl -u dropzone");
    }

    private bool IsTaken()
    {
        try
        {
            return StatusSocket.Ask(zone)?.Feeds.Any(feed => feed.Name == name) == true;
        }
        catch (IOException)
        {
            return false; // it reads its configuration at this moment
        }
    }
}
