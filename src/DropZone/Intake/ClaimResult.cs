namespace DropZone.Intake;

/// <summary>The result of a claim.</summary>
internal enum ClaimResult
{
    /// <summary>The job is with the workers.</summary>
    Claimed,

    /// <summary>The file was removed or renamed meanwhile.</summary>
    Gone,

    /// <summary>This file cannot be claimed now; the reason is logged.</summary>
    Refused,

    /// <summary>The feed of the file does not run.</summary>
    FeedDown,

    /// <summary>The disk failed: no other claim would fare better.</summary>
    DiskFailure,
}
