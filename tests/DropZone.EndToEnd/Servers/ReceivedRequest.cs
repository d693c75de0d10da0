namespace DropZone.EndToEnd.Servers;

/// <summary>What was posted, and how it was answered.</summary>
public sealed record ReceivedRequest(int Status, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
