namespace DropZone.Status;

/// <summary>A target of a feed.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Target">The target's.</param>
/// <param name="DownSince">When it was first found to be down, UTC; null: it is up, as far as is known.</param>
/// <param name="Reason">Why it is down.</param>
/// <param name="NextTry">When it is asked again, UTC; null: as soon as a job comes.</param>
/// <param name="Jobs">How many jobs wait for it.</param>
public sealed record TargetStatus(string Feed, string Target, DateTimeOffset? DownSince, string? Reason, DateTimeOffset? NextTry, int Jobs);
