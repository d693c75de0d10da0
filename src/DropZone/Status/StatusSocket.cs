using System.Net.Sockets;
using System.Text.Json;
using DropZone.Linux;

namespace DropZone.Status;

/// <summary>
/// <c>run/status.socket</c> of a zone: whoever connects is told its state, as one JSON object, and nothing is taken from him. The group of the folder
/// may. Its folder is held open, as the path of a socket may have 107 bytes and no more (unix(7)).
/// </summary>
public sealed class StatusSocket : IDisposable
{
    private const string Name = "status.socket";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly OpenedFile folder;
    private readonly Socket socket;

    private StatusSocket(OpenedFile folder, Socket socket) => (this.folder, this.socket) = (folder, socket);

    /// <summary>Takes the name; a socket that an earlier run left goes. Who holds the zone's lock may.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
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

    /// <summary>Tells one after another, until it is stopped.</summary>
    public async Task RunAsync(Func<ZoneStatus> overview, CancellationToken stopping)
    {
        while (true)
        {
            using var asker = await socket.AcceptAsync(stopping).ConfigureAwait(false);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            patience.CancelAfter(Patience);
            try
            {
                var told = JsonSerializer.SerializeToUtf8Bytes(overview(), StatusJson.Default.ZoneStatus);
                for (var sent = 0; sent < told.Length;)
                    sent += await asker.SendAsync(told.AsMemory(sent), patience.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested && failure is SocketException or OperationCanceledException or IOException or UnauthorizedAccessException)
            {
                // who asked went, or does not listen; or the zone cannot be read, which the service says elsewhere: he sees no whole answer
            }
        }
    }

    /// <summary>What the service says of its zone. Null: none answers.</summary>
    /// <exception cref="IOException">One is there, and this user may not ask it, or its answer is not whole.</exception>
    public static ZoneStatus? Ask(Zone zone)
    {
        try
        {
            using var folder = OpenedFile.OpenFolder(zone.Run);
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
            socket.Connect(Place(folder));
            using var stream = new NetworkStream(socket);
            return JsonSerializer.Deserialize(stream, StatusJson.Default.ZoneStatus);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new IOException($"this user may not ask the service: {zone.Run}/{Name}; members of its group may", refused);
        }
        catch (Exception nobody) when (nobody is SocketException or LinuxException { Error: SystemError.NotFound })
        {
            return null;
        }
        catch (JsonException cut)
        {
            throw new IOException("the service broke off its answer; ask again", cut);
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        folder.Dispose();
    }

    private static UnixDomainSocketEndPoint Place(OpenedFile folder) => new($"/proc/self/fd/{folder.Descriptor}/{Name}");
}
