namespace DropZone.EndToEnd.Servers;

/// <summary>A received request, and the status code of its response.</summary>
public sealed record ReceivedRequest(int Status, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
