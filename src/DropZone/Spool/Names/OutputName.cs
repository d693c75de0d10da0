namespace DropZone.Spool.Names;

/// <summary>The name of an output in its target: that of the delivery, with an ending that shows whether it is compressed.</summary>
public static class OutputName
{
    private const string Packed = ".gz";

    /// <param name="delivery">The true name of the delivery.</param>
    /// <param name="isPacked">Whether the output is compressed with gzip.</param>
    public static string Of(string delivery, bool isPacked)
    {
        var hasEnding = delivery.EndsWith(Packed, StringComparison.OrdinalIgnoreCase);
        if (isPacked == hasEnding)
            return DeliveryName.ForTarget(delivery);
        if (isPacked)
            return DeliveryName.ForTarget(delivery + Packed);
        // the rest must be a name: not empty, not a folder
        var plain = delivery[..^Packed.Length];
        return DeliveryName.ForTarget(plain.Trim('.').Length > 0 ? plain : delivery);
    }
}
