namespace DropZone.Status;

/// <summary>The service that has the zone.</summary>
/// <param name="Process">Its number.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Since">When it began, UTC.</param>
/// <param name="Complaint">What keeps it from its work; null: nothing.</param>
/// <param name="ReloadsOnHangUp">SIGHUP lets it read its configuration anew; on a terminal it ends it.</param>
public sealed record ServiceStatus(int Process, string Version, DateTimeOffset Since, string? Complaint, bool ReloadsOnHangUp);
