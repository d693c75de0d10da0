using DropZone.Spool;

namespace DropZone.Service;

/// <summary>Checks the folders of feeds as often as the incoming folders are scanned.</summary>
internal sealed class FeedCheckLoop(FeedChecks checks, TimeSpan pause, TimeProvider clock)
{
    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            await Task.Delay(pause, clock, stopping).ConfigureAwait(false);
            checks.CheckNext();
        }
    }
}
