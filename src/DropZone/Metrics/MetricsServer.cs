using System.Net;
using System.Text;

namespace DropZone.Metrics;

/// <summary>Serves <c>GET /metrics</c> and <c>GET /healthz</c> on loopback, with a limit of concurrent requests and a timeout.</summary>
/// <param name="port">The port on 127.0.0.1.</param>
/// <param name="text">The metrics.</param>
/// <param name="complaint">Returns why the service does not work; null: it does.</param>
internal sealed class MetricsServer(int port, PrometheusText text, Func<string?> complaint)
{
    private const int MaxAtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs until it is stopped.</summary>
    /// <exception cref="HttpListenerException">The port is not available.</exception>
    public async Task RunAsync(Action listens, CancellationToken stopping)
    {
        var turns = new SemaphoreSlim(MaxAtOnce); // not disposed: responses may outlive the stop
        using var listener = new HttpListener { IgnoreWriteExceptions = true };
        // the prefixes match the Host of the request
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Prefixes.Add($"http://localhost:{port}/");
        listener.Start();
        listens();
        await using var stops = stopping.Register(listener.Stop).ConfigureAwait(false);
        while (!stopping.IsCancellationRequested)
        {
            await turns.WaitAsync(stopping).ConfigureAwait(false);
            try
            {
                _ = AnswerAsync(await listener.GetContextAsync().ConfigureAwait(false), turns, stopping);
            }
            catch (Exception stopped) when (stopping.IsCancellationRequested && stopped is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, SemaphoreSlim turns, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        try
        {
            var (status, type, body) = await BodyAsync(context.Request, patience.Token).ConfigureAwait(false);
            context.Response.StatusCode = (int)status;
            context.Response.ContentType = type;
            context.Response.ContentLength64 = body.Length;
            await context.Response.OutputStream.WriteAsync(body, patience.Token).AsTask().WaitAsync(patience.Token).ConfigureAwait(false);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is IOException or HttpListenerException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            context.Response.Abort(); // the client has disconnected, or the service stops
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<(HttpStatusCode Status, string Type, byte[] Body)> BodyAsync(HttpListenerRequest request, CancellationToken stopping)
    {
        const string Plain = "text/plain; charset=utf-8";
        if (request.HttpMethod is not ("GET" or "HEAD"))
            return (HttpStatusCode.MethodNotAllowed, Plain, "GET /metrics or /healthz\n"u8.ToArray());
        switch (request.Url?.AbsolutePath)
        {
            case "/metrics":
                using (var body = new MemoryStream())
                {
                    await text.WriteAsync(body, stopping).ConfigureAwait(false);
                    return (HttpStatusCode.OK, "text/plain; version=0.0.4; charset=utf-8", body.ToArray());
                }

            case "/healthz":
                return complaint() is { } wrong
                    ? (HttpStatusCode.ServiceUnavailable, Plain, Encoding.UTF8.GetBytes($"{wrong}\n"))
                    : (HttpStatusCode.OK, Plain, "ok\n"u8.ToArray());
            default:
                return (HttpStatusCode.NotFound, Plain, "GET /metrics or /healthz\n"u8.ToArray());
        }
    }
}
