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

    /// <summary>More clients wait in the kernel, where they cost the service no descriptor.</summary>
    private const int MaxClients = 64;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _free = new(MaxClients);

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

    /// <summary>Serves clients until stopped: those that wait get the same answer, and one that does not read it delays no other.</summary>
    public async Task RunAsync(Func<ZoneStatus> query, CancellationToken stopping)
    {
        while (true)
        {
            await _free.WaitAsync(stopping).ConfigureAwait(false);
            var clients = new List<Socket>();
            try
            {
                clients.Add(await _socket.AcceptAsync(stopping).ConfigureAwait(false));
                while (clients.Count < MaxClients && _socket.Poll(0, SelectMode.SelectRead) && _free.Wait(0, CancellationToken.None))
                    clients.Add(_socket.Accept());
            }
            catch (SocketException)
            {
                // the client left, or the process has no descriptor
                _free.Release();
                await Task.Delay(SendTimeout, TimeProvider.System, stopping).ConfigureAwait(false);
            }

            var status = Answer(query);
            foreach (var client in clients)
                _ = SendAsync(client, status, stopping);
        }
    }

    /// <summary>Returns the state; empty if the zone cannot be read, which is logged elsewhere: the clients receive no complete object.</summary>
    private static byte[] Answer(Func<ZoneStatus> query)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(query(), StatusJson.Default.ZoneStatus);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private async Task SendAsync(Socket client, byte[] status, CancellationToken stopping)
    {
        using var _ = client;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        timeout.CancelAfter(SendTimeout);
        try
        {
            for (var sent = 0; sent < status.Length;)
                sent += await client.SendAsync(status.AsMemory(sent), timeout.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            // the client left or does not read, or the service stops: the client receives no complete object
        }
        finally
        {
            _free.Release();
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
