namespace DropZone.Spool.Jobs;

/// <summary>A file to be written next to a quarantined delivery.</summary>
/// <param name="Name">One of <see cref="JobFolder.ReportNames"/>.</param>
/// <param name="Write">Writes it.</param>
public sealed record QuarantineFile(string Name, Action<Stream> Write);
