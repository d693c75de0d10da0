using DropZone.Errors;

namespace DropZone.Spool.Jobs;

/// <summary>What lies in a job's folder.</summary>
/// <param name="Original">The delivery's name inside; null: not there yet.</param>
/// <param name="Companion">The name of the marker or checksum file that was taken with it.</param>
/// <param name="Refusal">Why it is to be quarantined unread, decided when it was claimed.</param>
/// <param name="Names">All names.</param>
public sealed record JobContents(string? Original, string? Companion, ErrorCode? Refusal, IReadOnlyList<string> Names)
{
    /// <summary>An operator asked for it once more.</summary>
    public bool WasRetried => Names.Contains(JobFolder.RetriedName);
}
