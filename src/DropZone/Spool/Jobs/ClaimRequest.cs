using DropZone.Errors;

namespace DropZone.Spool.Jobs;

/// <summary>A request to claim a delivery.</summary>
/// <param name="Folder">The incoming folder of the delivery.</param>
/// <param name="FileName">Its true name in that folder.</param>
/// <param name="Feed">The feed whose folder under <c>working/</c> takes it.</param>
/// <param name="Companion">The name of the marker or checksum file to take with it, or null.</param>
/// <param name="Refusal">Why it must be quarantined unread, or null.</param>
public sealed record ClaimRequest(string Folder, string FileName, string Feed, string? Companion, ErrorCode? Refusal);
