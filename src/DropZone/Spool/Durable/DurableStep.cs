namespace DropZone.Spool.Durable;

/// <summary>Every durable step of a job's life, in order. A crash or a fault can come before each.</summary>
public enum DurableStep
{
    // claim
    MakeJobFolder,
    MarkRefusal,
    TakeCompanion,
    Claim,
    MarkSender,
    Possess,

    // seal
    SyncOriginal,
    SyncOutput,
    SyncRecordKeys,
    SyncRejects,
    MakeRejects,
    NameRejects,
    WriteReceipt,
    SyncReceipt,
    NameRecordKeys,
    NameOutput,
    NameReceipt,
    SyncJob,

    // load
    WriteCopy,
    SyncCopy,
    MakeLoaded,
    MarkCopied,
    NameCopy,
    SyncCopies,
    MarkLoaded,
    SyncLoaded,

    // rejects of a split
    SetAside,

    // deliver
    Deliver,
    SyncTarget,
    DropOutput,

    // archive
    Remember,
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

    // retry
    WriteMended,
    SyncMended,
    NameMended,
    Retry,
    SyncRetry,
    TakeRetry,
    WriteCompanion,
    SyncCompanion,
    NameCompanion,
    DropRejects,
    SyncIncoming,

    // actions of an operator
    WriteAudit,
    SyncAudit,
    NameAudit,
    SyncAudited,
    GiveUp,
    WriteEmptied,
    SyncEmptied,
    NameEmptied,
    RemoveCopy,

    // recovery
    Discard,
    ReturnCompanion,
    FinishClaim,
    FinishRejects,
    FinishDelivery,

    // rebuild of the ledger
    SetLedgerAside,
    SyncLedger,
    NameLedger,

    // sweep
    WritePacked,
    SyncPacked,
    NamePacked,
    SyncPackedFolder,
    Trash,
    SyncTrashed,

    // the zone's own records
    WriteState,
    SyncState,
    NameState,
    SyncStateFolder,
}
