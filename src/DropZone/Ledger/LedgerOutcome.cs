namespace DropZone.Ledger;

/// <summary>How a job ended, as the ledger numbers it. The numbers are for ever.</summary>
internal enum LedgerOutcome
{
    Archived = 0,
    Split = 1,

    /// <summary>Its content came before; archived and not delivered.</summary>
    Skipped = 2,

    /// <summary>Its keys are being written: it counts for nothing yet.</summary>
    Remembering = 3,
}
