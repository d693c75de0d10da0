namespace DropZone.Feeds;

/// <summary>
/// What must lie beside a delivery before it is taken: a companion whose name follows from the delivery's.
/// </summary>
/// <param name="Kind">What the companion proves.</param>
/// <param name="Pattern">The companion's name; <c>{name}</c> stands for the delivery's, exactly once.</param>
public sealed record CompleteRule(CompleteKind Kind, string Pattern)
{
    private const string Placeholder = "{name}";

    /// <summary>The name of the companion of a delivery.</summary>
    public string CompanionOf(string delivery) => Pattern.Replace(Placeholder, delivery, StringComparison.Ordinal);

    /// <summary>The name of the delivery whose companion this would be; null: it is none.</summary>
    public string? DeliveryOf(string companion)
    {
        var at = Pattern.IndexOf(Placeholder, StringComparison.Ordinal);
        var before = Pattern[..at];
        var after = Pattern[(at + Placeholder.Length)..];
        return companion.Length > before.Length + after.Length
            && companion.StartsWith(before, StringComparison.Ordinal)
            && companion.EndsWith(after, StringComparison.Ordinal)
                ? companion[before.Length..^after.Length]
                : null;
    }
}
