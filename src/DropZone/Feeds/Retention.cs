namespace DropZone.Feeds;

/// <summary>What a sweep removes: <c>retention</c> in <c>dropzone.yaml</c>. Null: that is kept.</summary>
public sealed record Retention
{
    /// <summary>Originals in the archive older than this are removed; their receipts stay.</summary>
    public TimeSpan? Archive { get; init; }

    /// <summary>Together they take at most so many bytes; the oldest go first.</summary>
    public long? ArchiveSize { get; init; }

    /// <summary>Receipts older than this are removed with all that is left of their jobs; never before the originals.</summary>
    public TimeSpan? Receipts { get; init; }

    /// <summary>Originals in the archive older than this are packed.</summary>
    public TimeSpan? Compress { get; init; }

    /// <summary>Quarantined jobs older than this are removed.</summary>
    public TimeSpan? Failed { get; init; }
}
