using DropZone.Linux;
using DropZone.Spool.Records;

namespace DropZone.Cli.Failed;

/// <summary>An operator's action on jobs, as <c>audit.jsonl</c> records it.</summary>
/// <param name="Action">The action.</param>
/// <param name="Reason">The operator's reason; null: none given.</param>
/// <param name="Clock">Gives the time of the record.</param>
internal sealed record FailedJobAction(AuditAction Action, string? Reason, TimeProvider Clock)
{
    /// <summary>Returns the record for a quarantined job.</summary>
    /// <param name="job">The job before the action.</param>
    /// <param name="isRemoved">Whether its content is removed or replaced.</param>
    public AuditEntry On(FailedJob job, bool isRemoved) => new(
        Clock.GetUtcNow(), Action, LoginUser.Name, Reason, job.Codes,
        isRemoved && job.Content is not null ? new AuditedFile(job.FileName, job.Size, job.IsSplit ? null : job.Report?.File.Sha256) : null);

    /// <summary>Returns the record for a job with any outcome.</summary>
    /// <param name="file">The name of its delivery, for display.</param>
    /// <param name="size">Its size in bytes; null: already removed.</param>
    /// <param name="sha256">The digest of its bytes; null: never read.</param>
    public AuditEntry On(string file, long? size, string? sha256) =>
        new(Clock.GetUtcNow(), Action, LoginUser.Name, Reason, [], size is { } bytes ? new AuditedFile(file, bytes, sha256) : null);
}
