using DropZone.Logging;
using DropZone.Spool.Recovery;
using Microsoft.Extensions.Logging;

namespace DropZone.Service;

/// <summary>Records every 15 s that the service runs. Uploads touched since the last record are suspect after a power cut.</summary>
internal sealed class HeartbeatLoop(BootHistory boot, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var isFailing = false;
        while (true)
        {
            await Task.Delay(Pause, clock, stopping).ConfigureAwait(false);
            try
            {
                boot.Beat();
                isFailing = false;
            }
            catch (Exception failure) when (failure.IsFileSystemFailure())
            {
                // a missing heartbeat makes the suspect window larger, never smaller: the next one suffices
                if (!isFailing)
                    logger.HeartbeatFailed(failure.Message);
                isFailing = true;
            }
        }
    }
}
