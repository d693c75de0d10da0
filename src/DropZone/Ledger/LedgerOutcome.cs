namespace DropZone.Ledger;

/// <summary>The result of a job in the ledger. The numbers never change.</summary>
internal enum LedgerOutcome
{
    Archived = 0,
    Split = 1,

    /// <summary>Its content was already delivered; archived, not delivered.</summary>
    Skipped = 2,

    /// <summary>Its keys are being written: it counts for nothing yet.</summary>
    Remembering = 3,
}
