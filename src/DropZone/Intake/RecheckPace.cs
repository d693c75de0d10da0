namespace DropZone.Intake;

/// <summary>
/// The pause between checks of a file that is open for writing: 1, 2, 4 … 50 ms. Many open files share a pace of 1000 checks a
/// second: the watcher does not report a close, and 10 000 open files must not occupy a core.
/// </summary>
public static class RecheckPace
{
    private const int SlowestMilliseconds = 50;
    private const int ChecksPerSecond = 1000;

    /// <param name="checks">The number of checks since the last change of the file.</param>
    /// <param name="waiting">The number of open files.</param>
    public static TimeSpan Delay(int checks, int waiting)
    {
        var own = checks >= 6 ? SlowestMilliseconds : 1 << checks;
        var shared = waiting * 1000.0 / ChecksPerSecond;
        return TimeSpan.FromMilliseconds(Math.Max(Math.Min(own, SlowestMilliseconds), shared));
    }
}
