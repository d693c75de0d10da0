namespace DropZone.Feeds;

/// <summary>
/// The companion file that must exist next to a delivery before it is claimed. Its name is derived from the delivery's.
/// </summary>
/// <param name="Kind">The type of companion.</param>
/// <param name="Pattern">The companion's name; contains the placeholder <c>{name}</c> for the delivery's exactly once.</param>
public sealed record CompleteRule(CompleteKind Kind, string Pattern)
{
    private const string Placeholder = "{name}";

    /// <summary>Returns the name of the companion of a delivery.</summary>
    public string CompanionOf(string delivery) => Pattern.Replace(Placeholder, delivery, StringComparison.Ordinal);

    /// <summary>Returns the name of the delivery that this file is a companion of, or null if it is not a companion.</summary>
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

/// <summary>The types of companion files.</summary>
public enum CompleteKind
{
    /// <summary>Its presence means that the sender has finished.</summary>
    Marker,

    /// <summary>It contains the SHA-256 of the delivery, in the format of <c>sha256sum</c>, or the digest alone.</summary>
    Checksum,
}
