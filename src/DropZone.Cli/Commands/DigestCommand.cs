using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Cli.Failed;
using DropZone.Configuration;
using DropZone.Feeds.Notifiers;
using DropZone.Linux;
using DropZone.Notifications.Messages;
using DropZone.Spool;
using DropZone.Spool.Durable;
using Microsoft.Extensions.Logging.Abstractions;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone digest</c>: tells whoever wants to know what lies in the quarantine; the service sends it.</summary>
internal static class DigestCommand
{
    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var command = new Command("digest", "Tell the notifiers whose `on` has `unresolved` what lies in the quarantine; as the service's user.");
        options.AddTo(command);
        command.SetAction(parsed => Tell(files, options.Of(parsed)));
        return command;
    }

    private static int Tell(IFileSystem files, Zone zone)
    {
        if (FaultVariable.Read(out _) is not { } faults)
            return ExitCode.UsageOrConfiguration;
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is not { } configuration)
            return Refusal.Say(ExitCode.UsageOrConfiguration, complaints.Select(complaint => complaint.ToString()));
        try
        {
            // what another user wrote there, the service could not read
            if (FileStatus.At(zone.State) is { } state && state.Owner != SystemUser.Current)
                return Refusal.Say(ExitCode.ZoneUnusable, $"Run it as the user of the service: sudo -u {UserName.Of(state.Owner)} dropzone digest{zone.Options}");
            var told = UnresolvedDigest.Of(zone, configuration, TimeProvider.System.GetUtcNow());
            if (told.Count == 0)
                Console.WriteLine($"nobody is told: no notifier in {zone.Etc} has `unresolved` in its `on`");
            var queue = new NotificationQueue(zone, configuration.Settings.Notifiers, new DurableSteps(zone, faults), NullLogger.Instance);
            foreach (var (notifier, notification) in told)
            {
                if (notification is not null && !queue.Keep(notifier, notification))
                    return Refusal.Say(ExitCode.ZoneUnusable, $"{notifier.Id} ({notifier.Place}): {NotificationQueue.MaxWaiting} notifications wait for it already");
                queue.Withdraw(notifier, Occasion.Unresolved, notification);
                Console.WriteLine($"{notifier.Id} ({notifier.Place}): {notification?.Subject ?? "nothing is unresolved"}");
            }

            if (told.Any(one => one.Notification is not null))
                Console.WriteLine(OpenZone.IsServed(zone) ? "The service tells them within seconds." : "The service does not run; its next start tells them.");
            return ExitCode.Ok;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return Refusal.Say(ExitCode.ZoneUnusable, failure.Message);
        }
    }
}
