namespace DropZone.Intake;

/// <summary>
/// How soon a file that is open for writing is asked again: after 1, 2, 4 … 50 ms. Where many wait, at a pace that all of
/// them share: the watcher never tells of a close, and 10 000 open files must not take a core.
/// </summary>
public static class RecheckPace
{
    private const int SlowestMilliseconds = 50;
    private const int AsksPerSecond = 1000;

    /// <param name="asks">How often it was asked since its last change.</param>
    /// <param name="waiting">How many are asked in turn.</param>
    public static TimeSpan Delay(int asks, int waiting)
    {
        var own = asks >= 6 ? SlowestMilliseconds : 1 << asks;
        var shared = waiting * 1000.0 / AsksPerSecond;
        return TimeSpan.FromMilliseconds(Math.Max(Math.Min(own, SlowestMilliseconds), shared));
    }
}
