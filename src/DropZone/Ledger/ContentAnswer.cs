using DropZone.Spool.Records;

namespace DropZone.Ledger;

/// <summary>What the ledger knows of a content: a closed list.</summary>
public abstract record ContentAnswer
{
    private ContentAnswer()
    {
    }

    /// <summary>It is new, and reserved for the job that asked.</summary>
    public sealed record Fresh : ContentAnswer;

    /// <summary>Another job with it has not ended yet.</summary>
    public sealed record UnderWay(string Job) : ContentAnswer;

    /// <summary>It was delivered before.</summary>
    public sealed record Before(EarlierDelivery Earlier) : ContentAnswer;
}
