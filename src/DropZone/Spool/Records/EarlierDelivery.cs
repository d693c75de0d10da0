namespace DropZone.Spool.Records;

/// <summary>An earlier delivery of the same content.</summary>
/// <param name="Job">The name of its job.</param>
/// <param name="File">Its name, as shown to people.</param>
/// <param name="Sealed">When it was sealed, UTC.</param>
public sealed record EarlierDelivery(string Job, string File, DateTimeOffset Sealed);
