namespace DropZone.Reports.Model;

/// <summary>What a report says of the delivered file.</summary>
/// <param name="Name">Its name, as shown to people.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Lower-case hex; null if it could not be read.</param>
/// <param name="Uid">Its owner's number.</param>
/// <param name="Owner">Its owner's name; null if the number has none.</param>
/// <param name="Modified">Its modification time, UTC.</param>
public sealed record DeliveryFacts(string Name, long Size, string? Sha256, long Uid, string? Owner, DateTimeOffset Modified);
