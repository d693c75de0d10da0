using System.Globalization;
using Mono.Unix.Native;

namespace DropZone.Logging;

/// <summary>Whether a descriptor leads into the journal.</summary>
public static class JournalStream
{
    /// <summary>The variable in which systemd states device and inode of the stream it made.</summary>
    public const string Variable = "JOURNAL_STREAM";

    /// <summary>
    /// Whether <paramref name="descriptor"/> is the stream that <paramref name="stated"/> names. The variable alone proves
    /// nothing: children inherit it, a shell on a desktop for example, whose output goes to a terminal.
    /// </summary>
    public static bool Leads(int descriptor, string? stated) =>
        stated is not null
        && Syscall.fstat(descriptor, out var status) == 0
        && stated == string.Create(CultureInfo.InvariantCulture, $"{status.st_dev}:{status.st_ino}");
}
