namespace DropZone.Status;

/// <summary>A failed job, or what a split rejected.</summary>
/// <param name="Job">Its name.</param>
/// <param name="File">The delivery's safe name.</param>
/// <param name="Claimed">When it was taken, UTC.</param>
/// <param name="Code">What is wrong with it most often; null: its report is missing.</param>
/// <param name="Count">How often.</param>
public sealed record LastErrorStatus(string Job, string File, DateTimeOffset Claimed, string? Code, long Count);
