using System.Net.Sockets;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Metrics;

/// <summary>
/// Exports the metrics as configured: to a text file, replaced atomically and removed at a stop so that old values are not taken for
/// current ones, and by a server on loopback. Neither delays a job; a failure is logged once and tried again.
/// </summary>
/// <param name="settings">The file and the port.</param>
/// <param name="limits">Of connections.</param>
/// <param name="complaint">Returns why the service does not work; null: it does.</param>
/// <param name="clock">For pauses.</param>
/// <param name="logger">For failures.</param>
public sealed class MetricsLoop(MetricsSettings settings, Limits limits, Func<string?> complaint, TimeProvider clock, ILogger logger) : IDisposable
{
    private readonly PrometheusText _text = new();
    private bool _isWritten = true;
    private bool _isServed = true;

    /// <summary>Runs until it is stopped.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(WriteAsync(stopping), ServeAsync(stopping));

    public void Dispose() => _text.Dispose();

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
        await _text.WriteAsync(content, stopping).ConfigureAwait(false);
        try
        {
            ReplacedFile.Write(path, content.GetBuffer().AsSpan(0, (int)content.Length));
            _isWritten = true;
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            if (_isWritten)
                logger.MetricsNotWritten(path, failure.Message);
            _isWritten = false;
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
            // the failed write was logged
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
                await new MetricsServer(port, new MetricsAnswers(_text, complaint), limits, clock).RunAsync(ReportServed, stopping).ConfigureAwait(false);
                return;
            }
            catch (SocketException failure)
            {
                if (_isServed)
                    logger.MetricsNotServed(port, failure.Message);
                _isServed = false;
            }

            await Task.Delay(settings.Interval, clock, stopping).ConfigureAwait(false);
        }

        void ReportServed()
        {
            logger.MetricsServed(port);
            _isServed = true;
        }
    }
}
