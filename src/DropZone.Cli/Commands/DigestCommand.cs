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

/// <summary><c>dropzone digest</c>: queues a summary of the quarantine for each notifier that wants one; the service sends it.</summary>
internal static class DigestCommand
{
    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var command = new Command("digest", "Send notifiers a digest of the quarantine");
        options.AddTo(command);
        command.SetAction(parsed => Send(files, options.Of(parsed)));
        return command;
    }

    private static int Send(IFileSystem files, Zone zone)
    {
        if (FaultVariable.Read(out _) is not { } faults)
            return ExitCode.UsageOrConfiguration;
        if (ConfigurationReader.Read(files, zone.Etc, out var complaints) is not { } configuration)
            return Refusal.Say(ExitCode.UsageOrConfiguration, complaints.Select(complaint => complaint.ToString()));
        try
        {
            // the service could not read files of another user
            if (FileStatus.At(zone.State) is { } state && state.Owner != SystemUser.Current)
                return Refusal.Say(ExitCode.ZoneUnusable, $"Run it as the service's user: sudo -u {UserName.Of(state.Owner)} dropzone digest{zone.Options}");
            var digests = UnresolvedDigest.Of(zone, configuration, TimeProvider.System.GetUtcNow());
            if (digests.Count == 0)
                Console.WriteLine($"No digest is sent: no notifier in {zone.Etc} has `unresolved` in its `on`.");
            var queue = new NotificationQueue(zone, configuration.Settings.Notifiers, new DurableSteps(zone, faults), NullLogger.Instance);
            foreach (var (notifier, notification) in digests)
            {
                if (notification is not null && !queue.Keep(notifier, notification))
                    return Refusal.Say(ExitCode.ZoneUnusable, $"{notifier.Id} ({notifier.Place}): {NotificationQueue.MaxQueued} notifications are already queued");
                queue.Withdraw(notifier, Occasion.Unresolved, notification);
                Console.WriteLine($"{notifier.Id} ({notifier.Place}): {notification?.Subject ?? "no failed jobs"}");
            }

            if (digests.Any(one => one.Notification is not null))
                Console.WriteLine(OpenZone.IsServed(zone) ? "The service sends them within seconds." : "The service is not running. It sends them when it starts.");
            return ExitCode.Ok;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return Refusal.Say(ExitCode.ZoneUnusable, failure.Message);
        }
    }
}
