using DropZone.Spool.Records;

namespace DropZone.Ledger;

/// <summary>The result of looking a content up in the ledger: a closed list.</summary>
public abstract record DuplicateCheckResult
{
    private DuplicateCheckResult()
    {
    }

    /// <summary>It is new, and reserved for the job.</summary>
    public sealed record Fresh : DuplicateCheckResult;

    /// <summary>Another active job has the same content.</summary>
    public sealed record Active(string Job) : DuplicateCheckResult;

    /// <summary>It was already delivered.</summary>
    public sealed record Before(EarlierDelivery Earlier) : DuplicateCheckResult;
}
