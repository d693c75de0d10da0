namespace DropZone.Notifications;

/// <summary>
/// Limits the rate of a notifier: up to <see cref="MaxSingle"/> single messages in a window that begins with the first. Further
/// notifications wait until its end and are sent as a digest.
/// </summary>
/// <param name="window">The length of the window.</param>
/// <param name="clock">Measures monotonic time.</param>
internal sealed class Pace(TimeSpan window, TimeProvider clock)
{
    public const int MaxSingle = 10;

    private long _began;
    private int _sent;

    /// <summary>The time until the next message may be sent; zero: now.</summary>
    public TimeSpan Wait => IsFull && !IsOver ? window - clock.GetElapsedTime(_began) : TimeSpan.Zero;

    /// <summary>Whether queued notifications are sent as a digest.</summary>
    public bool IsTogether => IsFull && IsOver;

    /// <summary>The number of single messages that may be sent now.</summary>
    public int Left => _sent == 0 || IsOver ? MaxSingle : MaxSingle - _sent;

    private bool IsFull => _sent >= MaxSingle;

    private bool IsOver => clock.GetElapsedTime(_began) >= window;

    /// <summary>Counts a sent message.</summary>
    public void Count()
    {
        if (_sent == 0 || IsOver)
            (_began, _sent) = (clock.GetTimestamp(), 0);
        _sent++;
    }
}
