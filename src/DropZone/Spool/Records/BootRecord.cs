namespace DropZone.Spool.Records;

/// <summary><c>state/boot.json</c>: the last run of the service in this zone, and how it ended.</summary>
/// <param name="BootId">The boot of the kernel.</param>
/// <param name="Process">The process that holds, or held, the zone.</param>
/// <param name="Heartbeat">When it last reported to be alive.</param>
/// <param name="Clean">Whether it ended cleanly.</param>
/// <param name="Suspect">The window of the last power cut in this boot's past, if one was seen at its start.</param>
public sealed record BootRecord(
    string BootId, int Process, DateTimeOffset Heartbeat, bool Clean, SuspectWindow? Suspect);
