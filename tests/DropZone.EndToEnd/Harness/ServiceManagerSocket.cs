using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace DropZone.EndToEnd.Harness;

/// <summary>Replaces systemd's notification socket and records the messages of a service. Source: sd_notify(3).</summary>
public sealed class ServiceManagerSocket : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-test-").FullName;
    private readonly ConcurrentQueue<string> _messages = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly Task _loop;

    public ServiceManagerSocket()
    {
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
        _loop = Task.Run(Receive);
    }

    /// <summary>Returns the environment variables that systemd sets for a service.</summary>
    /// <param name="watchdog">Maximum time between two watchdog pings.</param>
    public IReadOnlyDictionary<string, string> Environment(TimeSpan watchdog) => new Dictionary<string, string>
    {
        ["NOTIFY_SOCKET"] = Path,
        ["WATCHDOG_USEC"] = $"{watchdog.TotalMicroseconds:F0}",
    };

    /// <summary>The received messages, in order.</summary>
    public IReadOnlyList<string> Messages => [.. _messages];

    private string Path => $"{_folder}/notify";

    public int Count(string message) => _messages.Count(received => received == message);

    public void Dispose()
    {
        _socket.Dispose();
        _loop.Wait();
        Directory.Delete(_folder, recursive: true);
    }

    private void Receive()
    {
        var buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = _socket.Receive(buffer)) > 0;)
                _messages.Enqueue(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }
}
