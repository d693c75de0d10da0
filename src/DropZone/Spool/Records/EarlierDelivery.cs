namespace DropZone.Spool.Records;

/// <summary>A delivery whose content came before this one.</summary>
/// <param name="Job">The name of its job.</param>
/// <param name="File">Its name, as shown to people.</param>
/// <param name="Sealed">When it was found good, UTC.</param>
public sealed record EarlierDelivery(string Job, string File, DateTimeOffset Sealed);
