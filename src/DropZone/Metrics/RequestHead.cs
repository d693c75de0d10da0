using System.Net.Sockets;
using System.Text;

namespace DropZone.Metrics;

/// <summary>The head of an HTTP/1 request. Source: RFC 9112; no header but Host matters here, and no body is read.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Host">Without the port; empty: none was sent.</param>
internal sealed record RequestHead(string Method, string Path, string Host)
{
    private const int MaxSize = 8 * 1024;

    /// <summary>Reads the head. Returns null if the client closed the connection, or sent no HTTP or too much of it.</summary>
    /// <exception cref="SocketException">The connection is broken.</exception>
    public static async Task<RequestHead?> ReadAsync(Socket client, CancellationToken stopping)
    {
        var bytes = new byte[1024];
        for (var length = 0; ;)
        {
            var read = await client.ReceiveAsync(bytes.AsMemory(length), stopping).ConfigureAwait(false);
            if (read == 0)
                return null;
            length += read;
            if (bytes.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
                return Parse(Encoding.ASCII.GetString(bytes, 0, end));
            if (length == bytes.Length && length == MaxSize)
                return null;
            if (length == bytes.Length)
                Array.Resize(ref bytes, length * 2);
        }
    }

    /// <summary>Returns the parts of the head; null: it is not HTTP/1.</summary>
    internal static RequestHead? Parse(string head)
    {
        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not [var method, ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"])
            return null;
        var host = lines.Skip(1).FirstOrDefault(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase))?["Host:".Length..].Trim() ?? "";
        var port = host.LastIndexOf(':');
        return new RequestHead(method, target.Split('?')[0], port > host.LastIndexOf(']') ? host[..port] : host);
    }
}
