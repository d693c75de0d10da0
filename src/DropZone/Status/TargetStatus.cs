namespace DropZone.Status;

/// <summary>The state of a target of a feed.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Target">The target's name.</param>
/// <param name="DownSince">When it was first found to be down, UTC; null: not known to be down.</param>
/// <param name="Reason">Why it is down.</param>
/// <param name="NextTry">When it is tried again, UTC; null: with the next job.</param>
/// <param name="Jobs">The number of jobs waiting for it.</param>
public sealed record TargetStatus(string Feed, string Target, DateTimeOffset? DownSince, string? Reason, DateTimeOffset? NextTry, int Jobs);
