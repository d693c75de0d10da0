using DropZone.Linux;

namespace DropZone.Spool;

/// <summary>
/// The time in which a power cut may have torn uploads that nobody fsynced: from a minute before the last heartbeat (dirty
/// pages are written back within half of that) to the boot that followed.
/// </summary>
public sealed record SuspectWindow(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>
    /// ctime, which no sender can set, tells when the file was last touched.
    /// </summary>
    public bool Holds(FileLook look) => look.Changed >= From && look.Changed <= Until;
}
