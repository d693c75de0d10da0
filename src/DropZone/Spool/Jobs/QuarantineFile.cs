namespace DropZone.Spool.Jobs;

/// <summary>A report to be put into a failed bundle.</summary>
/// <param name="Name">One of <see cref="JobFolder.ReportNames"/>.</param>
/// <param name="Write">Writes it.</param>
public sealed record QuarantineFile(string Name, Action<Stream> Write);
