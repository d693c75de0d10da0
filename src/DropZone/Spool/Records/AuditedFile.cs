namespace DropZone.Spool.Records;

/// <summary>A file that is there no more.</summary>
/// <param name="Name">As shown to people.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its bytes, lower-case hex; null: it was never read.</param>
public sealed record AuditedFile(string Name, long Size, string? Sha256);
