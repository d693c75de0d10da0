using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>
/// Decides whether claims are worth trying: not for a second after one met a failure of the disk, and not while the disk is nearly
/// full. While the disk lets no job pass, one claim at a time, after pauses that double from a second to a minute: an unclaimed
/// file stays safe and visible in incoming. Each change is logged once.
/// </summary>
internal sealed class ClaimGate(DiskSpace room, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private string? _pausedBy;
    private TimeSpan _nextPause = Pause;

    /// <summary>The timestamp from which claims are worth trying.</summary>
    public long OpensAt { get; private set; }

    /// <summary>Whether only one claim may be made now.</summary>
    public bool IsNarrow { get; private set; }

    /// <param name="jobFailure">Why no job passes; null: they do.</param>
    public bool IsOpen(string? jobFailure)
    {
        if (jobFailure is null && IsNarrow)
            Widen();
        if (clock.GetTimestamp() < OpensAt)
            return false;
        if (!room.IsEnough())
        {
            CloseFor(Pause);
            return false;
        }

        if (jobFailure is not null)
            Narrow(jobFailure);
        return true;
    }

    /// <summary>Closes the gate for a second after a claim failed in a way that others would, too.</summary>
    public void Met(Exception failure)
    {
        // the message names the job's folder, which differs each time
        Report(failure is LinuxException { Error: var errno } ? errno.Name() : failure.Message, failure.Message);
        CloseFor(Pause);
    }

    /// <summary>Notes that a claim was made, or refused for its file alone.</summary>
    public void Passed()
    {
        if (!IsNarrow)
            Resume();
    }

    private void Narrow(string failure)
    {
        if (!IsNarrow)
            Report("jobs", failure);
        IsNarrow = true;
        CloseFor(_nextPause);
        _nextPause = _nextPause + _nextPause < LongestPause ? _nextPause + _nextPause : LongestPause;
    }

    private void Widen()
    {
        IsNarrow = false;
        _nextPause = Pause;
        OpensAt = 0;
        Resume();
    }

    private void Report(string kind, string message)
    {
        if (_pausedBy != kind)
            logger.ClaimsPaused(message);
        _pausedBy = kind;
    }

    private void Resume()
    {
        if (_pausedBy is not null)
            logger.ClaimsResumed();
        _pausedBy = null;
    }

    private void CloseFor(TimeSpan pause) => OpensAt = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
}
