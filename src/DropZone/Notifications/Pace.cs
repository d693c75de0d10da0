namespace DropZone.Notifications;

/// <summary>
/// How fast a notifier is told: so many messages one by one within a window that begins with the first; what comes more waits
/// for its end, and goes together then.
/// </summary>
/// <param name="window">How long.</param>
/// <param name="clock">Its monotonic time counts.</param>
internal sealed class Pace(TimeSpan window, TimeProvider clock)
{
    public const int MaxSingle = 10;

    private long began;
    private int told;

    /// <summary>How long nothing may be told; zero: something may.</summary>
    public TimeSpan Wait => IsFull && !IsOver ? window - clock.GetElapsedTime(began) : TimeSpan.Zero;

    /// <summary>What waits may go together.</summary>
    public bool IsTogether => IsFull && IsOver;

    /// <summary>How many may go one by one now.</summary>
    public int Left => told == 0 || IsOver ? MaxSingle : MaxSingle - told;

    private bool IsFull => told >= MaxSingle;

    private bool IsOver => clock.GetElapsedTime(began) >= window;

    /// <summary>A message goes.</summary>
    public void Count()
    {
        if (told == 0 || IsOver)
            (began, told) = (clock.GetTimestamp(), 0);
        told++;
    }
}
