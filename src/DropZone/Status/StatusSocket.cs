using System.Net.Sockets;
using System.Text.Json;
using DropZone.Linux;

namespace DropZone.Status;

/// <summary>
/// <c>run/status.socket</c> of a zone: sends the state of the zone as one JSON object to every client and reads nothing. The group of the folder may
/// connect. The folder is held open because the path of a socket is limited to 107 bytes (unix(7)).
/// </summary>
public sealed class StatusSocket : IDisposable
{
    private const string Name = "status.socket";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly OpenedFile _folder;
    private readonly Socket _socket;

    private StatusSocket(OpenedFile folder, Socket socket) => (_folder, _socket) = (folder, socket);

    /// <summary>Creates the socket and replaces one of an earlier run. The caller holds the zone's lock.</summary>
    /// <exception cref="IOException">The socket cannot be created.</exception>
    public static StatusSocket Open(Zone zone)
    {
        DurableFolder.Ensure(zone.Run);
        var folder = OpenedFile.OpenFolder(zone.Run);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var path = $"{zone.Run}/{Name}";
            FileRemoval.Remove(path);
            socket.Bind(Place(folder));
            PermissionBits.Set(path, PermissionBits.GroupShared);
            socket.Listen();
            return new StatusSocket(folder, socket);
        }
        catch (Exception failure)
        {
            socket.Dispose();
            folder.Dispose();
            throw failure is SocketException refused ? new IOException($"{zone.Run}/{Name}: {refused.Message}", refused) : failure;
        }
    }

    /// <summary>Serves one client after another until stopped.</summary>
    public async Task RunAsync(Func<ZoneStatus> query, CancellationToken stopping)
    {
        while (true)
        {
            using var client = await _socket.AcceptAsync(stopping).ConfigureAwait(false);
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            timeout.CancelAfter(Timeout);
            try
            {
                var status = JsonSerializer.SerializeToUtf8Bytes(query(), StatusJson.Default.ZoneStatus);
                for (var sent = 0; sent < status.Length;)
                    sent += await client.SendAsync(status.AsMemory(sent), timeout.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested && failure is SocketException or OperationCanceledException or IOException or UnauthorizedAccessException)
            {
                // the client left or does not read, or the zone cannot be read, which is logged elsewhere: the client receives no complete object
            }
        }
    }

    /// <summary>Queries the service of the zone. Returns null if none is running.</summary>
    /// <exception cref="IOException">This user may not connect, or the answer is incomplete.</exception>
    public static ZoneStatus? Query(Zone zone)
    {
        try
        {
            using var folder = OpenedFile.OpenFolder(zone.Run);
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = (int)Timeout.TotalMilliseconds };
            socket.Connect(Place(folder));
            using var stream = new NetworkStream(socket);
            return JsonSerializer.Deserialize(stream, StatusJson.Default.ZoneStatus);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new IOException($"Permission denied to query the service: {zone.Run}/{Name}. Use a member of its group.", refused);
        }
        catch (Exception failure) when (failure is SocketException or LinuxException { Error: SystemError.NotFound })
        {
            return null;
        }
        catch (JsonException cut)
        {
            throw new IOException("The service closed the connection before its answer was complete. Try again.", cut);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Dispose();
    }

    private static UnixDomainSocketEndPoint Place(OpenedFile folder) => new($"{folder.HeldPath}/{Name}");
}
