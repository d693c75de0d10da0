using System.Globalization;

namespace DropZone.Notifications.Messages;

/// <summary>A message to a notifier: one notification, or several as a digest.</summary>
/// <param name="Notifications">Oldest first; at least one.</param>
public sealed record Message(IReadOnlyList<Notification> Notifications)
{
    public bool IsDigest => Notifications.Count > 1;

    public Notification First => Notifications[0];

    /// <summary>The id, unchanged when the message is sent again, so that receivers can detect duplicates.</summary>
    public string Id => IsDigest ? string.Create(CultureInfo.InvariantCulture, $"digest-{First.Id}-{Notifications.Count}") : First.Id;

    public DateTimeOffset Time => Notifications[^1].Time;

    /// <summary>The subject, on one line.</summary>
    public string Subject => IsDigest
        ? string.Create(CultureInfo.InvariantCulture, $"{Notifications.Count} notifications: {string.Join(", ", Outcomes.Select(outcome => $"{outcome.Count} {outcome.Outcome}"))}")
        : First.Subject;

    /// <summary>The number of notifications by outcome, most frequent first.</summary>
    public IReadOnlyList<(string Outcome, int Count)> Outcomes =>
        [.. Notifications.GroupBy(notification => notification.Outcome).Select(group => (group.Key, group.Count())).OrderByDescending(outcome => outcome.Item2)];
}
