using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Linux;

namespace DropZone.Intake;

/// <summary>Whether a delivery may be taken: a closed list.</summary>
public abstract record ReadinessResult
{
    private ReadinessResult()
    {
    }

    /// <summary>Take it.</summary>
    /// <param name="Feed">Its feed; null: none.</param>
    /// <param name="Companion">What is to be taken with it.</param>
    /// <param name="Refusal">Why it is to be quarantined unread.</param>
    public sealed record Ready(Feed? Feed, string? Companion, ErrorCode? Refusal, long Size) : ReadinessResult;

    /// <summary>Ask again after this time, or when something is seen of it.</summary>
    /// <param name="Links">How many names it has, if it has too many.</param>
    public sealed record Wait(TimeSpan Delay, WaitReason Reason, ulong Links = 1) : ReadinessResult;

    /// <summary>It is no file to be delivered.</summary>
    public sealed record NotAFile(FileKind Kind) : ReadinessResult;

    /// <summary>There is no such name.</summary>
    public sealed record Gone : ReadinessResult;
}
