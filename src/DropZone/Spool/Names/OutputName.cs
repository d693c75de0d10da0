namespace DropZone.Spool.Names;

/// <summary>The name of an output in its target: that of the delivery, its ending telling whether it is packed.</summary>
public static class OutputName
{
    private const string Packed = ".gz";

    /// <param name="delivery">The true name of the delivery.</param>
    /// <param name="isPacked">Whether the output is packed with gzip.</param>
    public static string Of(string delivery, bool isPacked)
    {
        var hasEnding = delivery.EndsWith(Packed, StringComparison.OrdinalIgnoreCase);
        if (isPacked == hasEnding)
            return DeliveryName.ForTarget(delivery);
        if (isPacked)
            return DeliveryName.ForTarget(delivery + Packed);
        // what is left must be a name: not nothing, not a folder
        var plain = delivery[..^Packed.Length];
        return DeliveryName.ForTarget(plain.Trim('.').Length > 0 ? plain : delivery);
    }
}
