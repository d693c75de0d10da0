using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>Checks at most once a second whether the disk has room for another claim, and logs each change once.</summary>
public sealed class DiskSpace(string path, long minimum, Func<string, long> freeBytes, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private long? _lastCheck;
    private bool _full;

    public bool IsEnough()
    {
        if (_lastCheck is { } last && clock.GetElapsedTime(last) < Pause)
            return !_full;
        _lastCheck = clock.GetTimestamp();
        long free;
        try
        {
            free = freeBytes(path);
        }
        catch (LinuxException)
        {
            return !_full; // the claim itself reports what is wrong with the disk
        }

        if (free < minimum != _full)
        {
            _full = !_full;
            if (_full)
                logger.DiskNearlyFull(free, minimum);
            else
                logger.DiskHasRoom(free);
        }

        return !_full;
    }
}
