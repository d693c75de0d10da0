namespace DropZone.Spool;

/// <summary>Every durable step of a job's life, in order: what a crash or a fault may come before.</summary>
public enum DurableStep
{
    // claim
    MakeJobFolder,
    MarkRefusal,
    TakeCompanion,
    Claim,

    // seal
    SyncOriginal,
    SyncOutput,
    WriteReceipt,
    SyncReceipt,
    NameOutput,
    NameReceipt,
    SyncJob,

    // deliver
    Deliver,
    SyncTarget,

    // archive
    MakeArchiveDate,
    Archive,
    SyncArchiveDate,

    // fail
    WriteReports,
    SyncReports,
    NameReports,
    SyncBundle,
    MakeFailedFeed,
    Fail,
    SyncFailedFeed,

    // recovery
    Discard,
    ReturnCompanion,

    // the zone's own records
    WriteState,
    SyncState,
    NameState,
    SyncStateFolder,
}
