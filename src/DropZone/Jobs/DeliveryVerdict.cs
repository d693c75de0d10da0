using DropZone.Spool.Records;
using DropZone.Tables.Conversion;

namespace DropZone.Jobs;

/// <summary>What is to be done with a delivery that has been read: a closed list.</summary>
internal abstract record DeliveryVerdict
{
    private DeliveryVerdict()
    {
    }

    /// <summary>Its output is to be sealed.</summary>
    public sealed record Accepted(ConversionResult Result) : DeliveryVerdict;

    /// <summary>Its content was already delivered: only the receipt is to be sealed.</summary>
    public sealed record Duplicate(EarlierDelivery Earlier, ConversionResult Result) : DeliveryVerdict;

    /// <summary>It is to be quarantined.</summary>
    public sealed record Rejected(Rejection Rejection) : DeliveryVerdict;

    /// <summary>It is to be run again later.</summary>
    public sealed record Deferred(string Reason) : DeliveryVerdict;
}
