using System.Net;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Metrics;

/// <summary>
/// Hands the metrics on, as the settings ask for: a text file, replaced whole, removed at a stop so that nobody takes old figures for
/// new ones; a server on loopback. Neither ever holds up a job; trouble is said once, and tried again.
/// </summary>
/// <param name="settings">Where to.</param>
/// <param name="complaint">What is wrong with the service; null: nothing.</param>
/// <param name="clock">For pauses.</param>
/// <param name="logger">For trouble.</param>
public sealed class MetricsLoop(MetricsSettings settings, Func<string?> complaint, TimeProvider clock, ILogger logger) : IDisposable
{
    private readonly PrometheusText text = new();
    private bool isWritten = true;
    private bool isServed = true;

    /// <summary>Runs until it is stopped.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(WriteAsync(stopping), ServeAsync(stopping));

    public void Dispose() => text.Dispose();

    private async Task WriteAsync(CancellationToken stopping)
    {
        if (settings.File is not { } path)
            return;
        try
        {
            while (true)
            {
                await WriteOnceAsync(path, stopping).ConfigureAwait(false);
                await Task.Delay(settings.Interval, clock, stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            Remove(path);
        }
    }

    private async Task WriteOnceAsync(string path, CancellationToken stopping)
    {
        using var content = new MemoryStream();
        await text.WriteAsync(content, stopping).ConfigureAwait(false);
        try
        {
            ReplacedFile.Write(path, content.GetBuffer().AsSpan(0, (int)content.Length));
            isWritten = true;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            if (isWritten)
                logger.MetricsNotWritten(path, failure.Message);
            isWritten = false;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            ReplacedFile.Delete(path);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            // it was said that it cannot be written
        }
    }

    private async Task ServeAsync(CancellationToken stopping)
    {
        if (settings.Port is not { } port)
            return;
        while (true)
        {
            try
            {
                await new MetricsServer(port, text, complaint).RunAsync(SayServed, stopping).ConfigureAwait(false);
                return;
            }
            catch (HttpListenerException failure)
            {
                if (isServed)
                    logger.MetricsNotServed(port, failure.Message);
                isServed = false;
            }

            await Task.Delay(settings.Interval, clock, stopping).ConfigureAwait(false);
        }

        void SayServed()
        {
            logger.MetricsServed(port);
            isServed = true;
        }
    }
}
