using DropZone.Errors;

namespace DropZone.Spool.Jobs;

/// <summary>The contents of a job's folder.</summary>
/// <param name="Original">The delivery's name in it; null if it is not there yet.</param>
/// <param name="Companion">The name of the marker or checksum file that was taken with it.</param>
/// <param name="Refusal">Why it must be quarantined unread, decided when it was claimed.</param>
/// <param name="Names">All names.</param>
public sealed record JobContents(string? Original, string? Companion, ErrorCode? Refusal, IReadOnlyList<string> Names)
{
    /// <summary>Whether an operator has retried the job.</summary>
    public bool WasRetried => Names.Contains(JobFolder.RetriedName);

    /// <summary>Who owned the delivery before the service took possession of it; null if it did not.</summary>
    public Sender? Sender => Jobs.Sender.Among(Names);
}
