namespace DropZone.Spool;

/// <summary>Where the output goes.</summary>
/// <param name="Kind"><c>directory</c></param>
/// <param name="Path">The folder, relative to the zone.</param>
/// <param name="Name">The name it gets there; if that is taken, the job's stamp is put before the ending.</param>
public sealed record ReceiptTarget(string Kind, string Path, string Name);
