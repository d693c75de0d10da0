using DropZone.Spool.Records;
using DropZone.Tables.Conversion;

namespace DropZone.Jobs;

/// <summary>The decision about a delivery that has been read: a closed list.</summary>
internal abstract record DeliveryVerdict
{
    private DeliveryVerdict()
    {
    }

    /// <summary>The output must be sealed.</summary>
    public sealed record Accepted(ConversionResult Result) : DeliveryVerdict;

    /// <summary>The content was already delivered: only the receipt must be sealed.</summary>
    public sealed record Duplicate(EarlierDelivery Earlier, ConversionResult Result) : DeliveryVerdict;

    /// <summary>The delivery must be quarantined.</summary>
    public sealed record Rejected(Rejection Rejection) : DeliveryVerdict;

    /// <summary>The job must be run again later.</summary>
    public sealed record Deferred(string Reason) : DeliveryVerdict;
}
