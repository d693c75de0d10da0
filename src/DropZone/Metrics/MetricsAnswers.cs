using System.Globalization;
using System.Net;
using System.Text;

namespace DropZone.Metrics;

/// <summary>Answers <c>GET /metrics</c> and <c>GET /healthz</c>. A name that an attacker let point to this machine is no host of it.</summary>
/// <param name="text">The metrics.</param>
/// <param name="complaint">Returns why the service does not work; null: it does.</param>
internal sealed class MetricsAnswers(PrometheusText text, Func<string?> complaint)
{
    private const string Plain = "text/plain; charset=utf-8";
    private static readonly string[] Hosts = ["127.0.0.1", "localhost", "[::1]", ""];

    /// <summary>Returns the bytes of the response.</summary>
    public async Task<byte[]> ToAsync(RequestHead request, CancellationToken stopping)
    {
        var (status, type, body) = await BodyAsync(request, stopping).ConfigureAwait(false);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {(int)status} {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. request.Method == "HEAD" ? [] : body];
    }

    private async Task<(HttpStatusCode Status, string Type, byte[] Body)> BodyAsync(RequestHead request, CancellationToken stopping)
    {
        if (!Hosts.Contains(request.Host, StringComparer.OrdinalIgnoreCase))
            return (HttpStatusCode.BadRequest, Plain, "Use the host 127.0.0.1.\n"u8.ToArray());
        if (request.Method is not ("GET" or "HEAD"))
            return (HttpStatusCode.MethodNotAllowed, Plain, "GET /metrics or /healthz\n"u8.ToArray());
        switch (request.Path)
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
