namespace DropZone.Status;

/// <summary>The files in a folder of <c>incoming/</c>.</summary>
/// <param name="Count">The number of files.</param>
/// <param name="Oldest">The arrival time of the oldest; null: there are none.</param>
public sealed record QueueStatus(long Count, DateTimeOffset? Oldest);
