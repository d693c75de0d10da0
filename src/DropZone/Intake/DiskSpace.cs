using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>Whether the disk has room for another claim; looked at once a second at most, said once per change.</summary>
public sealed class DiskSpace(string path, long minimum, Func<string, long> freeBytes, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private long? _lastLook;
    private bool _full;

    public bool Is()
    {
        if (_lastLook is { } last && clock.GetElapsedTime(last) < Pause)
            return !_full;
        _lastLook = clock.GetTimestamp();
        long free;
        try
        {
            free = freeBytes(path);
        }
        catch (LinuxException)
        {
            return !_full; // the claim itself will say what is wrong with the disk
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
