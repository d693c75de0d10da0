namespace DropZone.Feeds.Notifiers;

/// <summary>The events that can be notified: a closed list.</summary>
public enum Occasion
{
    Failed,
    Split,
    Archived,

    /// <summary>Archived and not delivered: a duplicate.</summary>
    Skipped,

    /// <summary>A job is deferred by a temporary failure.</summary>
    Deferred,

    /// <summary>An expected file did not arrive.</summary>
    Overdue,

    /// <summary>An overdue file arrived late. Sent to the receivers of <see cref="Overdue"/>.</summary>
    Arrived,

    /// <summary>Jobs are in quarantine: sent daily, by <c>dropzone digest</c>.</summary>
    Unresolved,
}
