namespace DropZone.Spool.Records;

/// <summary>A file that was removed or replaced.</summary>
/// <param name="Name">As shown to people.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its bytes, lower-case hex; null if it was never read.</param>
public sealed record AuditedFile(string Name, long Size, string? Sha256);
