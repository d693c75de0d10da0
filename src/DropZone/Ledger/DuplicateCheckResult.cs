using DropZone.Spool.Records;

namespace DropZone.Ledger;

/// <summary>What the ledger knows of a content: a closed list.</summary>
public abstract record DuplicateCheckResult
{
    private DuplicateCheckResult()
    {
    }

    /// <summary>It is new, and reserved for the job that asked.</summary>
    public sealed record Fresh : DuplicateCheckResult;

    /// <summary>Another job with it has not ended yet.</summary>
    public sealed record UnderWay(string Job) : DuplicateCheckResult;

    /// <summary>It was delivered before.</summary>
    public sealed record Before(EarlierDelivery Earlier) : DuplicateCheckResult;
}
