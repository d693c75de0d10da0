using System.Text.Json.Serialization;

namespace DropZone.Spool.Records;

/// <summary>The delivery in a receipt.</summary>
/// <param name="Name">As shown to people.</param>
/// <param name="NameBytes">The true bytes in hex where <paramref name="Name"/> differs from them; otherwise null.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
/// <param name="Owner">The user who owns it.</param>
/// <param name="Modified">Its mtime, UTC.</param>
public sealed record ReceiptFile(
    string Name,
    string? NameBytes,
    long Size,
    string Sha256,
    string Owner,
    [property: JsonPropertyName("mtime")] DateTimeOffset Modified);
