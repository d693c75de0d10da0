namespace DropZone.Status;

/// <summary>The number of deliveries of a feed in one state.</summary>
/// <param name="Feed">The feed; empty for files in <c>incoming/</c> itself, which have no feed yet.</param>
/// <param name="State"><c>incoming</c>, <c>working</c> or <c>failed</c>.</param>
/// <param name="Count">The number of deliveries.</param>
/// <param name="Age">The age of the oldest, since its arrival or claim, in seconds; 0: there are none.</param>
public readonly record struct Depth(string Feed, string State, long Count, double Age);
