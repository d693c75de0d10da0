namespace DropZone.Targets;

/// <summary>A target that is down.</summary>
/// <param name="Feed">The feed of the target.</param>
/// <param name="Target">Its name.</param>
/// <param name="Since">When it was found to be down, UTC.</param>
/// <param name="Reason">The last error of the target or the network.</param>
/// <param name="NextTry">When it is tried again, UTC; null: with the next job.</param>
public sealed record TargetOutage(string Feed, string Target, DateTimeOffset Since, string Reason, DateTimeOffset? NextTry);
