namespace DropZone.Config;

/// <summary>A folder that output is renamed into.</summary>
/// <param name="Path">The folder, relative to the zone: <c>outgoing/orders</c>.</param>
public sealed record DirectoryTarget(string Path);
