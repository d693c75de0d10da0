namespace DropZone.Feeds;

/// <summary>The limits of a sweep: <c>retention</c> in <c>dropzone.yaml</c>. Null: no limit.</summary>
public sealed record Retention
{
    /// <summary>Originals in the archive older than this are removed; their receipts stay.</summary>
    public TimeSpan? Archive { get; init; }

    /// <summary>The maximum total size of archived originals in bytes; the oldest are removed first.</summary>
    public long? ArchiveSize { get; init; }

    /// <summary>Receipts older than this are removed with the remains of their jobs, never before the originals.</summary>
    public TimeSpan? Receipts { get; init; }

    /// <summary>Originals in the archive older than this are compressed.</summary>
    public TimeSpan? Compress { get; init; }

    /// <summary>Quarantined jobs older than this are removed.</summary>
    public TimeSpan? Failed { get; init; }
}
