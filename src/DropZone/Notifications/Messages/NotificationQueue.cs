using System.Collections.Concurrent;
using System.Text.Json;
using DropZone.Feeds.Notifiers;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Durable;
using Microsoft.Extensions.Logging;

namespace DropZone.Notifications.Messages;

/// <summary>
/// The notifications that wait to be told, one durable file each in <c>state/notify/NOTIFIER/</c>. Trouble with it is said, and is
/// no trouble of the job that the notification is about. For many threads.
/// </summary>
public sealed class NotificationQueue(Zone zone, IReadOnlyList<Notifier> ofZone, DurableSteps steps, ILogger logger)
{
    /// <summary>More than that nobody reads, and a folder should not hold.</summary>
    public const int MaxWaiting = 10_000;

    private const string FolderName = "notify";
    private const string Ending = ".json";

    private readonly ConcurrentDictionary<string, int> waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> full = new(StringComparer.Ordinal);

    /// <summary>Something was put into it, or may be told now.</summary>
    public event Action? Changed;

    /// <summary>Those of a zone, for files that no feed takes.</summary>
    public IReadOnlyList<Notifier> OfZone => ofZone;

    /// <summary>As <see cref="Keep"/>, and trouble is said.</summary>
    public void Put(Notifier notifier, Notification notification)
    {
        try
        {
            if (!Keep(notifier, notification) && full.TryAdd(notifier.Id, true))
                logger.NotificationsOverflow(notifier.Id, MaxWaiting);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            logger.NotificationNotQueued(notifier.Id, notification.Subject, failure.Message);
        }
    }

    /// <summary>Durable when this returns, in the place of one of the same name. False: too many wait already.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public bool Keep(Notifier notifier, Notification notification)
    {
        if (waiting.GetOrAdd(notifier.Id, _ => Names(notifier).Count) >= MaxWaiting)
            return false;
        steps.State.Record($"{FolderName}/{notifier.Id}/{notification.FileName}", notification, NotificationsJson.Default.Notification);
        waiting.AddOrUpdate(notifier.Id, 1, (_, count) => count + 1);
        Changed?.Invoke();
        return true;
    }

    /// <summary>The names of all that wait, oldest first.</summary>
    public IReadOnlyList<string> Names(Notifier notifier)
    {
        var folder = FolderOf(notifier);
        return FileStatus.At(folder) is null
            ? []
            : [.. FolderListing.Of(folder).Select(entry => entry.Name).Where(name => name.EndsWith(Ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The notification; null: it was taken back, or is damaged, and then it is removed.</summary>
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

    /// <summary>It was told, or is not to be told any more. A power cut may bring it back.</summary>
    public void Remove(Notifier notifier, string name)
    {
        var path = $"{FolderOf(notifier)}/{name}";
        if (!File.Exists(path))
            return;
        File.Delete(path);
        waiting.AddOrUpdate(notifier.Id, 0, (_, count) => Math.Max(0, count - 1));
        full.TryRemove(notifier.Id, out _);
    }

    /// <summary>Where what a notifier is to be told waits.</summary>
    public string FolderOf(Notifier notifier) => $"{zone.State}/{FolderName}/{notifier.Id}";

    /// <summary>What waits of an occasion is not to be told any more: something newer says more.</summary>
    /// <param name="notifier">Who is not told.</param>
    /// <param name="occasion">Of what.</param>
    /// <param name="newer">Which stays; null: there is none.</param>
    public void Withdraw(Notifier notifier, Occasion occasion, Notification? newer)
    {
        foreach (var name in Names(notifier).Where(name => name != newer?.FileName && name.EndsWith(Notification.EndingOf(occasion), StringComparison.Ordinal)))
            Remove(notifier, name);
    }

    /// <summary>The folders of notifiers that nobody configures any more, with how many notifications wait there.</summary>
    public IReadOnlyList<(string Id, int Waiting)> Unknown(IReadOnlySet<string> known)
    {
        var all = $"{zone.State}/{FolderName}";
        return FileStatus.At(all) is null
            ? []
            : [.. FolderListing.FoldersIn(all).Where(id => !known.Contains(id)).Select(id => (id, FolderListing.Of($"{all}/{id}").Count)).Where(folder => folder.Count > 0)];
    }

    /// <summary>A job came to its end: what is said of it may be told.</summary>
    public void Wake() => Changed?.Invoke();
}
