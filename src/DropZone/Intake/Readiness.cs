using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Spool.Records;

namespace DropZone.Intake;

/// <summary>
/// Decides whether a delivery is ready or still being written. It is ready when it is a regular file with one link, quiet
/// for the feed's settle time, not open for writing (a lease proves it), and its companion, if the feed requires one, is next to
/// it. Time is monotonic: mtimes set by senders and clock jumps do not matter. A lease proves that no process writes, not that the
/// sender finished: an aborted upload also closes its file.
/// </summary>
/// <param name="settings">For the settle time where leases do not work.</param>
/// <param name="suspect">When a power cut may have torn uploads; null: never.</param>
/// <param name="canPossess">Whether the service can make unreadable files its own; otherwise they are quarantined.</param>
/// <param name="clock">Gives monotonic timestamps.</param>
public sealed class Readiness(Settings settings, SuspectWindow? suspect, bool canPossess, TimeProvider clock)
{
    /// <summary>The time in which a sender can remove the other links of a file.</summary>
    public static readonly TimeSpan HardLinkPatience = TimeSpan.FromSeconds(60);

    /// <summary>The time in which a sender can make a file readable.</summary>
    public static readonly TimeSpan UnreadablePatience = TimeSpan.FromSeconds(10);

    /// <summary>The time for which a file must have been empty: open(2) creates it first, and counts as a writer a moment later.</summary>
    public static readonly TimeSpan EmptyPatience = TimeSpan.FromSeconds(1);

    private static readonly ReadinessResult Gone = new ReadinessResult.Gone();

    /// <summary>Checks the file now, and records the result in the candidate.</summary>
    /// <exception cref="LinuxException">The folder cannot be searched.</exception>
    public ReadinessResult Check(Candidate candidate)
    {
        if (FileStatus.At(candidate.Path) is not { } status)
            return Gone;
        if (status.Kind != FileKind.Regular)
            return new ReadinessResult.NotAFile(status.Kind);

        var feed = candidate.Folder.FeedOf(candidate.Name);
        if (HasChanged(candidate, status) && feed?.Settle > TimeSpan.Zero)
            return new ReadinessResult.Wait(feed.Settle, WaitReason.Settling);
        var quiet = clock.GetElapsedTime(candidate.LastChange);

        if (status.Links > 1)
        {
            if (candidate.HardLinkedSince == 0)
                candidate.HardLinkedSince = clock.GetTimestamp();
            var patience = HardLinkPatience - clock.GetElapsedTime(candidate.HardLinkedSince);
            return patience > TimeSpan.Zero
                ? new ReadinessResult.Wait(patience, WaitReason.HardLinked, status.Links)
                : new ReadinessResult.Ready(feed, null, ErrorCode.HardLink, status.Size);
        }

        candidate.HardLinkedSince = 0;
        if (feed is not null && quiet < feed.Settle)
            return new ReadinessResult.Wait(feed.Settle - quiet, WaitReason.Settling);

        using var file = OpenedFile.TryOpen(candidate.Path, out var errno);
        if (file is null)
        {
            if (Unopened(errno, feed, status, quiet) is { } unopened)
                return unopened;
        }
        else
        {
            switch (ReadLease.Check(file))
            {
                case LeaseResult.Writer:
                    return new ReadinessResult.Wait(TimeSpan.Zero, WaitReason.OpenForWriting);
                case LeaseResult.Unavailable when quiet < settings.NetworkSettle:
                    return new ReadinessResult.Wait(settings.NetworkSettle - quiet, WaitReason.TwoLooks);
            }

            // the file was written and closed since the stat, or replaced
            if (HasChanged(candidate, file.Status()))
                return new ReadinessResult.Wait(feed?.Settle ?? TimeSpan.Zero, WaitReason.Settling);
        }

        if (feed?.Complete is { } rule)
        {
            var companion = rule.CompanionOf(candidate.Name);
            return IsComplete($"{candidate.Folder.Held}/{companion}", rule.Kind, CanTake(feed))
                ? new ReadinessResult.Ready(feed, companion, null, status.Size)
                : new ReadinessResult.Wait(settings.Rescan, WaitReason.NoCompanion);
        }

        if (status.Size == 0 && quiet < EmptyPatience)
            return new ReadinessResult.Wait(EmptyPatience - quiet, WaitReason.Settling);

        return new ReadinessResult.Ready(feed, null, Refusal(feed, status), status.Size);
    }

    /// <summary>Returns null if the file cannot be opened, but can be taken: whether a process writes to it is checked by its job.</summary>
    private ReadinessResult? Unopened(SystemError errno, Feed? feed, FileStatus status, TimeSpan quiet) => errno switch
    {
        SystemError.NotFound => Gone,
        SystemError.SymbolicLink or SystemError.NoDevice => new ReadinessResult.NotAFile(FileKind.SymbolicLink),
        SystemError.TryAgain => new ReadinessResult.Wait(TimeSpan.Zero, WaitReason.OpenForWriting), // its sender has a write lease
        SystemError.AccessDenied or SystemError.NotPermitted when quiet < UnreadablePatience =>
            new ReadinessResult.Wait(UnreadablePatience - quiet, WaitReason.Unreadable),
        SystemError.AccessDenied or SystemError.NotPermitted when CanTake(feed) => null,
        SystemError.AccessDenied or SystemError.NotPermitted => new ReadinessResult.Ready(feed, null, ErrorCode.Unreadable, status.Size),
        _ => throw new LinuxException(errno, "open", "a delivery"),
    };

    private bool CanTake(Feed? feed) => canPossess && feed?.Unreadable != UnreadableFiles.Quarantine;

    private ErrorCode? Refusal(Feed? feed, FileStatus status) =>
        feed is null ? ErrorCode.NoFeed
        : suspect?.Holds(status) == true ? ErrorCode.UploadUnconfirmed
        : null;

    private bool HasChanged(Candidate candidate, FileStatus status)
    {
        var stamp = FileStamp.Of(status);
        if (candidate.LastStamp == stamp)
            return false;
        var isFirst = candidate.LastStamp == default;
        candidate.LastStamp = stamp;
        candidate.Checks = 0;
        if (!isFirst)
            candidate.LastChange = clock.GetTimestamp();
        return !isFirst;
    }

    /// <summary>A checksum file that is still being written would fail a complete delivery.</summary>
    private bool IsComplete(string path, CompleteKind kind, bool takesUnreadable)
    {
        if (FileStatus.At(path) is not { Kind: FileKind.Regular } status)
            return false;
        if (kind == CompleteKind.Marker)
            return true;
        if (status.Size == 0)
            return false;
        using var file = OpenedFile.TryOpen(path, out var errno);
        return file is not null
            ? ReadLease.Check(file) != LeaseResult.Writer
            : takesUnreadable && errno is SystemError.AccessDenied or SystemError.NotPermitted && clock.GetUtcNow() - status.Changed >= UnreadablePatience;
    }
}
