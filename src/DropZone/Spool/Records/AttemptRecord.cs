namespace DropZone.Spool.Records;

/// <summary><c>state/attempts/JOB</c>: how often an interrupted job was run alone.</summary>
/// <param name="BootId">The boot in which the last attempt began.</param>
/// <param name="Count">Attempts begun.</param>
public sealed record AttemptRecord(string BootId, int Count);
