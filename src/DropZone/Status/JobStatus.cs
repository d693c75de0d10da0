namespace DropZone.Status;

/// <summary>A job under way.</summary>
/// <param name="Job">Its name.</param>
/// <param name="File">The delivery's safe name.</param>
/// <param name="Since">When it was claimed, UTC.</param>
/// <param name="WaitsFor">The target that it waits for; null: none.</param>
/// <param name="Read">How many bytes of the delivery have been read; null: it is not being read.</param>
/// <param name="Size">How many there are.</param>
/// <param name="Seconds">How long that has taken.</param>
public sealed record JobStatus(string Job, string File, DateTimeOffset Since, string? WaitsFor, long? Read, long? Size, double? Seconds);
