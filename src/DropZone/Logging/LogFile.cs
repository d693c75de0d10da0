using Serilog;
using Serilog.Configuration;
using Serilog.Formatting.Compact;

namespace DropZone.Logging;

/// <summary>
/// The log files: <c>dropzone-YYYYMMDD.clef</c>, one JSON object a line, a new file each day (of local time).
/// They reach the page cache, not the disk: after a power cut the journal knows more.
/// </summary>
internal static class LogFile
{
    // A flood of messages goes on in dropzone-YYYYMMDD_001.clef, where the library would stop writing.
    private const long MaxBytes = 256 << 20;

    /// <param name="folder">Made if it is not there.</param>
    /// <param name="days">Older files are deleted when a new one begins.</param>
    public static LoggerConfiguration Open(LoggerSinkConfiguration to, string folder, int days) => to.File(
        new CompactJsonFormatter(),
        Path.Combine(folder, "dropzone-.clef"),
        rollingInterval: RollingInterval.Day,
        fileSizeLimitBytes: MaxBytes,
        rollOnFileSizeLimit: true,
        retainedFileCountLimit: null,
        retainedFileTimeLimit: TimeSpan.FromDays(days));
}
