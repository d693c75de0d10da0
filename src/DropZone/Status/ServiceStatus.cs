namespace DropZone.Status;

/// <summary>The service that runs on the zone.</summary>
/// <param name="Process">Its process id.</param>
/// <param name="Version">The program version.</param>
/// <param name="Since">When it started, UTC.</param>
/// <param name="Complaint">What prevents it from claiming files; null: nothing.</param>
/// <param name="ReloadsOnHangUp">Whether SIGHUP reloads the configuration; on a terminal it ends the service.</param>
public sealed record ServiceStatus(int Process, string Version, DateTimeOffset Since, string? Complaint, bool ReloadsOnHangUp);
