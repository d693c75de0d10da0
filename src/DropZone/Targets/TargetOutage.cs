namespace DropZone.Targets;

/// <summary>A target that does not answer.</summary>
/// <param name="Feed">Whose target it is.</param>
/// <param name="Target">Its name.</param>
/// <param name="Since">When that was found, UTC.</param>
/// <param name="Reason">What it said last, or the network.</param>
/// <param name="NextTry">When it is asked again, UTC; null: as soon as a job comes.</param>
public sealed record TargetOutage(string Feed, string Target, DateTimeOffset Since, string Reason, DateTimeOffset? NextTry);
