namespace DropZone.Feeds.Notifiers;

/// <summary>What somebody may be told of: a closed list.</summary>
public enum Occasion
{
    Failed,
    Split,
    Archived,

    /// <summary>Archived and not delivered: it came before.</summary>
    Skipped,

    /// <summary>A job waits for what can pass.</summary>
    Deferred,

    /// <summary>A file that was expected did not come.</summary>
    Overdue,

    /// <summary>It came after all. Told to those who are told of <see cref="Overdue"/>.</summary>
    Arrived,

    /// <summary>Bundles lie in the quarantine: told daily, by <c>dropzone digest</c>.</summary>
    Unresolved,
}
