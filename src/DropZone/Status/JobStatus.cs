namespace DropZone.Status;

/// <summary>An active job.</summary>
/// <param name="Job">Its name.</param>
/// <param name="File">The delivery's safe name.</param>
/// <param name="Since">When it was claimed, UTC.</param>
/// <param name="WaitsFor">The target that it is waiting for; null: none.</param>
/// <param name="Read">The number of bytes read so far; null: the delivery is not being read.</param>
/// <param name="Size">The size of the delivery in bytes.</param>
/// <param name="Seconds">The time since reading began, in seconds.</param>
public sealed record JobStatus(string Job, string File, DateTimeOffset Since, string? WaitsFor, long? Read, long? Size, double? Seconds);
