namespace DropZone.Logging;

/// <summary>
/// Says on standard error when logging itself fails (a full disk, a folder that may not be written), which would otherwise
/// stay unknown. At most once a minute: each message that is lost would say it again.
/// </summary>
public sealed class LogTrouble(TextWriter writer, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _last;

    /// <param name="text">What the logging library says: time, reason, trace.</param>
    public void Say(string text)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            if (_last is { } last && clock.GetElapsedTime(last, now) < Pause)
                return;
            _last = now;
            var line = text.AsSpan(0, text.AsSpan().IndexOf('\n') is var end and >= 0 ? end : text.Length);
            writer.WriteLine($"dropzone: writing the log files failed: {VisibleText.Escape(line.TrimEnd('\r').ToString())}");
        }
    }
}
