using Serilog;
using Serilog.Configuration;
using Serilog.Formatting.Compact;

namespace DropZone.Logging;

/// <summary>
/// The log files: <c>dropzone-YYYYMMDD.clef</c>, one JSON object a line, a new file each day (of local time).
/// They are not synced to disk: after a power cut the journal is more complete.
/// </summary>
internal static class LogFile
{
    // Beyond this size messages continue in dropzone-YYYYMMDD_001.clef; by default the library would stop writing.
    private const long MaxBytes = 256 << 20;

    /// <summary>Adds the log files to a configuration.</summary>
    /// <param name="to">The configuration.</param>
    /// <param name="folder">The folder, created if missing.</param>
    /// <param name="days">Files older than this are deleted when a new one begins.</param>
    public static LoggerConfiguration Open(LoggerSinkConfiguration to, string folder, int days) => to.File(
        new CompactJsonFormatter(),
        Path.Combine(folder, "dropzone-.clef"),
        rollingInterval: RollingInterval.Day,
        fileSizeLimitBytes: MaxBytes,
        rollOnFileSizeLimit: true,
        retainedFileCountLimit: null,
        retainedFileTimeLimit: TimeSpan.FromDays(days));
}
