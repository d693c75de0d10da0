using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using DropZone.EndToEnd.Harness;

namespace DropZone.EndToEnd.Servers;

/// <summary>A web server of the tests' own on loopback, which keeps what is posted to it.</summary>
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

    /// <summary>What is answered from now on.</summary>
    public int Status { get; set; } = 200;

    /// <summary>In the order of their arrival, also those that were not answered with 200.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>The events of those that were taken.</summary>
    public IReadOnlyList<JsonElement> Events => [.. Requests.Where(request => request.Status == 200).Select(request => JsonDocument.Parse(request.Body).RootElement)];

    public void Dispose()
    {
        _listener.Close(); // after a Stop it would listen once more, to stop that, on a port that may be another's by then
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
