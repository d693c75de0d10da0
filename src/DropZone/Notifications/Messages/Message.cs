using System.Globalization;

namespace DropZone.Notifications.Messages;

/// <summary>What a notifier is told at once: one notification, or several together.</summary>
/// <param name="Notifications">Oldest first; at least one.</param>
public sealed record Message(IReadOnlyList<Notification> Notifications)
{
    public bool IsDigest => Notifications.Count > 1;

    public Notification First => Notifications[0];

    /// <summary>The same however often it is sent, so that who gets it twice can tell.</summary>
    public string Id => IsDigest ? string.Create(CultureInfo.InvariantCulture, $"digest-{First.Id}-{Notifications.Count}") : First.Id;

    public DateTimeOffset Time => Notifications[^1].Time;

    /// <summary>In a few words, on one line.</summary>
    public string Subject => IsDigest
        ? string.Create(CultureInfo.InvariantCulture, $"{Notifications.Count} notifications: {string.Join(", ", Outcomes.Select(outcome => $"{outcome.Count} {outcome.Outcome}"))}")
        : First.Subject;

    /// <summary>How many of each outcome, the most frequent first.</summary>
    public IReadOnlyList<(string Outcome, int Count)> Outcomes =>
        [.. Notifications.GroupBy(notification => notification.Outcome).Select(group => (group.Key, group.Count())).OrderByDescending(outcome => outcome.Item2)];
}
