using System.Collections.Concurrent;
using System.Text.Json;
using DropZone.Feeds.Notifiers;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Durable;
using Microsoft.Extensions.Logging;

namespace DropZone.Notifications.Messages;

/// <summary>
/// The queued notifications, one durable file each in <c>state/notify/NOTIFIER/</c>. Its errors are logged and do not affect the job
/// of the notification. Thread-safe.
/// </summary>
public sealed class NotificationQueue(Zone zone, IReadOnlyList<Notifier> ofZone, DurableSteps steps, ILogger logger)
{
    /// <summary>The maximum number of queued notifications of one notifier.</summary>
    public const int MaxQueued = 10_000;

    private const string FolderName = "notify";
    private const string Ending = ".json";

    private readonly ConcurrentDictionary<string, int> _queued = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _full = new(StringComparer.Ordinal);

    /// <summary>Raised when a notification was queued or became ready to be sent.</summary>
    public event Action? Changed;

    /// <summary>The notifiers of the zone, for files that no feed claims.</summary>
    public IReadOnlyList<Notifier> OfZone => ofZone;

    /// <summary>Queues a notification as <see cref="Keep"/> does, and logs errors.</summary>
    public void Put(Notifier notifier, Notification notification)
    {
        try
        {
            if (!Keep(notifier, notification) && _full.TryAdd(notifier.Id, true))
                logger.NotificationsOverflow(notifier.Id, MaxQueued);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            logger.NotificationNotQueued(notifier.Id, notification.Subject, failure.Message);
        }
    }

    /// <summary>Queues a notification durably, replacing one of the same name. Returns false if the queue is full.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public bool Keep(Notifier notifier, Notification notification)
    {
        if (_queued.GetOrAdd(notifier.Id, _ => Names(notifier).Count) >= MaxQueued)
            return false;
        steps.State.Record($"{FolderName}/{notifier.Id}/{notification.FileName}", notification, NotificationsJson.Default.Notification);
        _queued.AddOrUpdate(notifier.Id, 1, (_, count) => count + 1);
        Changed?.Invoke();
        return true;
    }

    /// <summary>Returns the names of all queued notifications, oldest first.</summary>
    public IReadOnlyList<string> Names(Notifier notifier)
    {
        var folder = FolderOf(notifier);
        return FileStatus.At(folder) is null
            ? []
            : [.. FolderListing.Of(folder).Select(entry => entry.Name).Where(name => name.EndsWith(Ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads a notification. Returns null if it was withdrawn, or is damaged and removed.</summary>
    public Notification? Read(Notifier notifier, string name)
    {
        var path = $"{FolderOf(notifier)}/{name}";
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(path), NotificationsJson.Default.Notification) is { } notification)
                return notification;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            // removed below
        }

        Remove(notifier, name);
        return null;
    }

    /// <summary>Removes a notification that was sent or withdrawn. A power cut may restore it.</summary>
    public void Remove(Notifier notifier, string name)
    {
        var path = $"{FolderOf(notifier)}/{name}";
        if (!File.Exists(path))
            return;
        File.Delete(path);
        _queued.AddOrUpdate(notifier.Id, 0, (_, count) => Math.Max(0, count - 1));
        _full.TryRemove(notifier.Id, out _);
    }

    /// <summary>Returns the queue folder of a notifier.</summary>
    public string FolderOf(Notifier notifier) => $"{zone.State}/{FolderName}/{notifier.Id}";

    /// <summary>Removes the queued notifications of an occasion that a newer one replaces.</summary>
    /// <param name="notifier">The notifier.</param>
    /// <param name="occasion">The occasion.</param>
    /// <param name="newer">The notification to keep; null: none.</param>
    public void Withdraw(Notifier notifier, Occasion occasion, Notification? newer)
    {
        foreach (var name in Names(notifier).Where(name => name != newer?.FileName && name.EndsWith(Notification.EndingOf(occasion), StringComparison.Ordinal)))
            Remove(notifier, name);
    }

    /// <summary>Returns the queue folders of notifiers that are no longer configured, with the number of their notifications.</summary>
    public IReadOnlyList<(string Id, int Waiting)> Unknown(IReadOnlySet<string> known)
    {
        var all = $"{zone.State}/{FolderName}";
        return FileStatus.At(all) is null
            ? []
            : [.. FolderListing.FoldersIn(all).Where(id => !known.Contains(id)).Select(id => (id, FolderListing.Of($"{all}/{id}").Count)).Where(folder => folder.Count > 0)];
    }

    /// <summary>Reports that a job completed, so that its notifications can be sent.</summary>
    public void Wake() => Changed?.Invoke();
}
