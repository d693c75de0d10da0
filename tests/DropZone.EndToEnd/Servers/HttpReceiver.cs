using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using DropZone.EndToEnd.Harness;

namespace DropZone.EndToEnd.Servers;

/// <summary>A web server on loopback that records the requests it receives.</summary>
public sealed class HttpReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly Task _loop;

    public HttpReceiver()
    {
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _loop = ReceiveAsync();
    }

    public int Port { get; } = ServerProcess.FreePort();

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/");

    /// <summary>Status code of the responses to later requests.</summary>
    public int Status { get; set; } = 200;

    /// <summary>All requests in order of arrival, also those not answered with 200.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>The events of the requests that were answered with 200.</summary>
    public IReadOnlyList<JsonElement> Events => [.. Requests.Where(request => request.Status == 200).Select(request => JsonDocument.Parse(request.Body).RootElement)];

    public void Dispose()
    {
        _listener.Close(); // Close without a Stop before it: after a Stop, Close listens briefly again, on a port that may be in use by then
        _loop.Wait();
    }

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var headers = context.Request.Headers;
            context.Response.StatusCode = Status;
            _requests.Enqueue(new ReceivedRequest(Status, context.Request.Url!.AbsolutePath, headers.AllKeys.OfType<string>().ToDictionary(name => name, name => headers[name]!, StringComparer.OrdinalIgnoreCase), body.ToArray()));
            context.Response.Close();
        }
    }
}
