using System.Globalization;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>Recognises the descriptors that lead into the journal.</summary>
public static class JournalStream
{
    private const int StandardError = 2;

    /// <summary>The variable in which systemd states device and inode of the stream it made.</summary>
    public const string Variable = "JOURNAL_STREAM";

    /// <summary>Whether the standard error of this process leads into the journal.</summary>
    public static bool IsStandardError => Leads(StandardError, Environment.GetEnvironmentVariable(Variable));

    /// <summary>
    /// Whether <paramref name="descriptor"/> is the stream that <paramref name="stated"/> names. The variable alone proves
    /// nothing: children inherit it, a shell on a desktop for example, whose output goes to a terminal.
    /// </summary>
    public static bool Leads(int descriptor, string? stated) =>
        stated is not null
        && Syscall.fstat(descriptor, out var status) == 0
        && stated == string.Create(CultureInfo.InvariantCulture, $"{status.st_dev}:{status.st_ino}");
}
