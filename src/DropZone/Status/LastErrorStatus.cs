namespace DropZone.Status;

/// <summary>A failed job, or the rejected rows of a split.</summary>
/// <param name="Job">Its name.</param>
/// <param name="File">The delivery's safe name.</param>
/// <param name="Claimed">When it was claimed, UTC.</param>
/// <param name="Code">Its most frequent error code; null: the report is missing.</param>
/// <param name="Count">The number of errors with that code.</param>
public sealed record LastErrorStatus(string Job, string File, DateTimeOffset Claimed, string? Code, long Count);
