namespace DropZone.Status;

/// <summary>How many deliveries of a feed lie somewhere.</summary>
/// <param name="Feed">Empty: those in <c>incoming/</c> itself, which have no feed yet.</param>
/// <param name="State"><c>incoming</c>, <c>working</c> or <c>failed</c>.</param>
/// <param name="Count">How many.</param>
/// <param name="Age">Since the oldest of them came or was claimed, seconds; 0: there is none.</param>
public readonly record struct Depth(string Feed, string State, long Count, double Age);
