using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Linux;

namespace DropZone.Intake;

/// <summary>The result of a check of a delivery: a closed list.</summary>
public abstract record ReadinessResult
{
    private ReadinessResult()
    {
    }

    /// <summary>It may be claimed.</summary>
    /// <param name="Feed">Its feed; null: there is none.</param>
    /// <param name="Companion">The file to claim with it; null: there is none.</param>
    /// <param name="Refusal">Why it is quarantined unread; null: it is not.</param>
    /// <param name="Size">In bytes.</param>
    public sealed record Ready(Feed? Feed, string? Companion, ErrorCode? Refusal, long Size) : ReadinessResult;

    /// <summary>It has to be checked again after this time, or after the next event.</summary>
    /// <param name="Links">The number of its hard links.</param>
    public sealed record Wait(TimeSpan Delay, WaitReason Reason, ulong Links = 1) : ReadinessResult;

    /// <summary>It is no regular file.</summary>
    public sealed record NotAFile(FileKind Kind) : ReadinessResult;

    /// <summary>The name does not exist.</summary>
    public sealed record Gone : ReadinessResult;
}
