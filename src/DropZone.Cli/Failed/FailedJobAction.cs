using DropZone.Linux;
using DropZone.Spool.Records;

namespace DropZone.Cli.Failed;

/// <summary>What somebody does to jobs by hand, as <c>audit.jsonl</c> records it.</summary>
/// <param name="Action">What.</param>
/// <param name="Reason">Why, in his words; null: he gives none.</param>
/// <param name="Clock">When.</param>
internal sealed record FailedJobAction(AuditAction Action, string? Reason, TimeProvider Clock)
{
    /// <summary>The record of it.</summary>
    /// <param name="job">As it is before.</param>
    /// <param name="isRemoved">Whether its content goes, or is replaced.</param>
    public AuditEntry On(FailedJob job, bool isRemoved) => new(
        Clock.GetUtcNow(), Action, LoginUser.Name, Reason, job.Codes,
        isRemoved && job.Content is not null ? new AuditedFile(job.FileName, job.Size, job.IsSplit ? null : job.Report?.File.Sha256) : null);

    /// <summary>The record of it, for a job whatever became of it.</summary>
    /// <param name="file">The name of its delivery, as shown to people.</param>
    /// <param name="size">In bytes; null: it is gone already.</param>
    /// <param name="sha256">Of its bytes; null: it was never read.</param>
    public AuditEntry On(string file, long? size, string? sha256) =>
        new(Clock.GetUtcNow(), Action, LoginUser.Name, Reason, [], size is { } bytes ? new AuditedFile(file, bytes, sha256) : null);
}
