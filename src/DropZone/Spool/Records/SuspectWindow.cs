using DropZone.Linux;

namespace DropZone.Spool.Records;

/// <summary>
/// The time in which a power cut may have truncated uploads that were not fsynced: from a minute before the last heartbeat (dirty
/// pages are written back within half of that) to the boot that followed, and what the mount of the disk touches after it.
/// </summary>
/// <param name="From">Its begin.</param>
/// <param name="Until">The boot.</param>
/// <param name="FirstLook">When the service was first started after the boot; null if an earlier version did not record it.</param>
public sealed record SuspectWindow(DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? FirstLook = null)
{
    /// <summary>
    /// Whether the file was last changed in the window, by ctime, which no sender can set. But btrfs changes the files that it replays when it
    /// is mounted, after the boot: up to the first start of the service a later ctime counts only if the mtime is as new.
    /// </summary>
    public bool Holds(FileStatus status) =>
        status.Changed >= From && (status.Changed <= Until || (status.Changed <= FirstLook && status.Modified <= Until));
}
