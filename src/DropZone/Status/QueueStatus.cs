namespace DropZone.Status;

/// <summary>Deliveries that lie in a folder of <c>incoming/</c>.</summary>
/// <param name="Count">How many.</param>
/// <param name="Oldest">Since when the first of them has lain there; null: there is none.</param>
public sealed record QueueStatus(long Count, DateTimeOffset? Oldest);
