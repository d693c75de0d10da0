namespace DropZone.Spool.Sweep;

/// <summary>What a sweep does to a job's folder: a closed list.</summary>
public enum SweepKind
{
    /// <summary>The original in the archive is replaced by a packed one.</summary>
    Compress,

    /// <summary>The original is removed from the archive; the receipt stays.</summary>
    RemoveOriginal,

    /// <summary>All that is left of the job is removed from the archive.</summary>
    RemoveReceipt,

    /// <summary>The bundle is removed from the quarantine.</summary>
    RemoveFailed,
}
