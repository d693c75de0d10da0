using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Spool.Records;

namespace DropZone.Intake;

/// <summary>
/// Decides whether a delivery is ready or still being written. It is ready when it is a regular file with one link, quiet
/// for the feed's settle time, open for writing by nobody (the lease tells), and its companion, if the feed asks for one,
/// lies beside it. Time is monotonic: foreign mtimes and clocks that jump do not matter. A lease proves that nobody writes,
/// not that the sender finished: a broken upload also closes its file.
/// </summary>
/// <param name="settings">For the settle time where leases do not work.</param>
/// <param name="suspect">When a power cut may have torn uploads; null: never.</param>
/// <param name="clock">Gives monotonic timestamps.</param>
public sealed class Readiness(Settings settings, SuspectWindow? suspect, TimeProvider clock)
{
    /// <summary>How long a file with several links is left to its sender to put right.</summary>
    public static readonly TimeSpan HardLinkPatience = TimeSpan.FromSeconds(60);

    /// <summary>How long a file that cannot be read is left to its sender to put right.</summary>
    public static readonly TimeSpan UnreadablePatience = TimeSpan.FromSeconds(10);

    /// <summary>How long a file must have been empty: open(2) makes it first, and counts as a writer a moment later.</summary>
    public static readonly TimeSpan EmptyPatience = TimeSpan.FromSeconds(1);

    private static readonly ReadinessResult Gone = new ReadinessResult.Gone();

    /// <summary>Looks at the file now; notes in the candidate what was seen.</summary>
    /// <exception cref="LinuxException">The folder cannot be looked into.</exception>
    public ReadinessResult Ask(Candidate candidate)
    {
        if (FileStatus.At(candidate.Path) is not { } look)
            return Gone;
        if (look.Kind != FileKind.Regular)
            return new ReadinessResult.NotAFile(look.Kind);

        var feed = candidate.Folder.FeedOf(candidate.Name);
        if (HasChanged(candidate, look) && feed?.Settle > TimeSpan.Zero)
            return new ReadinessResult.Wait(feed.Settle, WaitReason.Settling);
        var quiet = clock.GetElapsedTime(candidate.LastChange);

        if (look.Links > 1)
        {
            if (candidate.HardLinkedSince == 0)
                candidate.HardLinkedSince = clock.GetTimestamp();
            var patience = HardLinkPatience - clock.GetElapsedTime(candidate.HardLinkedSince);
            return patience > TimeSpan.Zero
                ? new ReadinessResult.Wait(patience, WaitReason.HardLinked, look.Links)
                : new ReadinessResult.Ready(feed, null, ErrorCode.HardLink, look.Size);
        }

        candidate.HardLinkedSince = 0;
        if (feed is not null && quiet < feed.Settle)
            return new ReadinessResult.Wait(feed.Settle - quiet, WaitReason.Settling);

        using var file = OpenedFile.TryOpen(candidate.Path, out var errno);
        if (file is null)
            return Unopened(errno, feed, look, quiet);
        switch (ReadLease.Check(file))
        {
            case LeaseResult.Writer:
                return new ReadinessResult.Wait(TimeSpan.Zero, WaitReason.OpenForWriting);
            case LeaseResult.Unavailable when quiet < settings.NetworkSettle:
                return new ReadinessResult.Wait(settings.NetworkSettle - quiet, WaitReason.TwoLooks);
        }

        // somebody wrote and closed since the look, or put another file there
        if (HasChanged(candidate, file.Status()))
            return new ReadinessResult.Wait(feed?.Settle ?? TimeSpan.Zero, WaitReason.Settling);

        if (feed?.Complete is { } rule)
        {
            var companion = rule.CompanionOf(candidate.Name);
            return IsWhole($"{candidate.Folder.Held}/{companion}", rule.Kind)
                ? new ReadinessResult.Ready(feed, companion, null, look.Size)
                : new ReadinessResult.Wait(settings.Rescan, WaitReason.NoCompanion);
        }

        if (look.Size == 0 && quiet < EmptyPatience)
            return new ReadinessResult.Wait(EmptyPatience - quiet, WaitReason.Settling);

        return new ReadinessResult.Ready(feed, null, Refusal(feed, look), look.Size);
    }

    private static ReadinessResult Unopened(SystemError errno, Feed? feed, FileStatus look, TimeSpan quiet) => errno switch
    {
        SystemError.NotFound => Gone,
        SystemError.SymbolicLink or SystemError.NoDevice => new ReadinessResult.NotAFile(FileKind.SymbolicLink),
        SystemError.AccessDenied or SystemError.NotPermitted when quiet < UnreadablePatience =>
            new ReadinessResult.Wait(UnreadablePatience - quiet, WaitReason.Unreadable),
        SystemError.AccessDenied or SystemError.NotPermitted => new ReadinessResult.Ready(feed, null, ErrorCode.Unreadable, look.Size),
        _ => throw new LinuxException(errno, "open", "a delivery"),
    };

    private ErrorCode? Refusal(Feed? feed, FileStatus look) =>
        feed is null ? ErrorCode.NoFeed
        : suspect?.Holds(look) == true ? ErrorCode.UploadUnconfirmed
        : null;

    private bool HasChanged(Candidate candidate, FileStatus look)
    {
        var stamp = FileStamp.Of(look);
        if (candidate.LastStamp == stamp)
            return false;
        var isFirst = candidate.LastStamp == default;
        candidate.LastStamp = stamp;
        candidate.Asks = 0;
        if (!isFirst)
            candidate.LastChange = clock.GetTimestamp();
        return !isFirst;
    }

    /// <summary>A checksum that is still being written would convict a whole delivery.</summary>
    private static bool IsWhole(string path, CompleteKind kind)
    {
        if (FileStatus.At(path) is not { Kind: FileKind.Regular } look)
            return false;
        if (kind == CompleteKind.Marker)
            return true;
        using var file = OpenedFile.TryOpen(path, out _);
        return file is not null && look.Size > 0 && ReadLease.Check(file) != LeaseResult.Writer;
    }
}
