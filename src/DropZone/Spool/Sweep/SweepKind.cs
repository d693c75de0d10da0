namespace DropZone.Spool.Sweep;

/// <summary>The actions of a sweep on a job's folder: a closed list.</summary>
public enum SweepKind
{
    /// <summary>The original in the archive is replaced by a compressed one.</summary>
    Compress,

    /// <summary>The original is removed from the archive; the receipt stays.</summary>
    RemoveOriginal,

    /// <summary>The rest of the job is removed from the archive.</summary>
    RemoveReceipt,

    /// <summary>The quarantined job is removed.</summary>
    RemoveFailed,
}
