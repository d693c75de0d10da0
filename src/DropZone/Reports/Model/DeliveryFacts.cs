namespace DropZone.Reports.Model;

/// <summary>The facts of the delivered file in a report.</summary>
/// <param name="Name">Its name, for display.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hex; null if the file could not be read.</param>
/// <param name="Uid">The user id of its owner.</param>
/// <param name="Owner">The name of its owner; null if the user id has none.</param>
/// <param name="Modified">Its modification time, UTC.</param>
public sealed record DeliveryFacts(string Name, long Size, string? Sha256, long Uid, string? Owner, DateTimeOffset Modified);
