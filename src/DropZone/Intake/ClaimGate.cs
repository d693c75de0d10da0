using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>
/// Whether claims are worth trying. Not for a second after one met trouble of the disk, or while the disk lacks room; and while
/// it lets no job through, one at a time, after pauses that double up to a minute: what is not claimed is safe where everybody
/// sees it. Said once per change.
/// </summary>
internal sealed class ClaimGate(DiskSpace room, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private string? _trouble;
    private TimeSpan _nextPause = Pause;

    /// <summary>The timestamp from which they are.</summary>
    public long OpensAt { get; private set; }

    /// <summary>One claim only may be made now.</summary>
    public bool IsNarrow { get; private set; }

    /// <param name="troubleOfJobs">Why no job comes through; null: they do.</param>
    public bool IsOpen(string? troubleOfJobs)
    {
        if (troubleOfJobs is null && IsNarrow)
            Widen();
        if (clock.GetTimestamp() < OpensAt)
            return false;
        if (!room.Is())
        {
            CloseFor(Pause);
            return false;
        }

        if (troubleOfJobs is not null)
            Narrow(troubleOfJobs);
        return true;
    }

    /// <summary>A claim could not be made, and no other would fare better.</summary>
    public void Met(Exception failure)
    {
        // the message names the job's folder, another one each time
        Say(failure is LinuxException { Error: var errno } ? errno.Name() : failure.Message, failure.Message);
        CloseFor(Pause);
    }

    /// <summary>A claim was made, or refused for its file alone.</summary>
    public void Passed()
    {
        if (!IsNarrow)
            Resume();
    }

    private void Narrow(string failure)
    {
        if (!IsNarrow)
            Say("jobs", failure);
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

    private void Say(string kind, string message)
    {
        if (_trouble != kind)
            logger.ClaimsPaused(message);
        _trouble = kind;
    }

    private void Resume()
    {
        if (_trouble is not null)
            logger.ClaimsResumed();
        _trouble = null;
    }

    private void CloseFor(TimeSpan pause) => OpensAt = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
}
