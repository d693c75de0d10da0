using DropZone.Linux;

namespace DropZone.Spool.Records;

/// <summary>
/// The time in which a power cut may have torn uploads that nobody fsynced: from a minute before the last heartbeat (dirty
/// pages are written back within half of that) to the boot that followed, and what the mount of the disk touches after it.
/// </summary>
/// <param name="From">Its begin.</param>
/// <param name="Until">The boot.</param>
/// <param name="FirstLook">When the service was first started after the boot; null: an earlier version did not write it down.</param>
public sealed record SuspectWindow(DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? FirstLook = null)
{
    /// <summary>
    /// ctime, which no sender can set, tells when the file was last touched. But btrfs touches what it replays when it is mounted, after the
    /// boot: up to the first look a file counts as touched by somebody else only if its content is as new, by mtime.
    /// </summary>
    public bool Holds(FileStatus look) => look.Changed >= From && (look.Changed <= Until || (look.Changed <= FirstLook && look.Modified <= Until));
}
