namespace DropZone.Logging;

/// <summary>
/// Reports on standard error that logging itself fails (full disk, folder not writable). At most once a minute, because every
/// lost message reports the failure again.
/// </summary>
public sealed class LogFailureReporter(TextWriter writer, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _last;

    /// <summary>Reports a failure.</summary>
    /// <param name="text">The message of the logging library: time, reason, stack trace.</param>
    public void Report(string text)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            if (_last is { } last && clock.GetElapsedTime(last, now) < Pause)
                return;
            _last = now;
            var line = text.AsSpan(0, text.AsSpan().IndexOf('\n') is var end and >= 0 ? end : text.Length);
            writer.WriteLine($"dropzone: cannot write the log files: {VisibleText.Escape(line.TrimEnd('\r').ToString())}");
        }
    }
}
