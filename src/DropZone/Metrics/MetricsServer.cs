using System.Net;
using System.Net.Sockets;
using DropZone.Feeds;

namespace DropZone.Metrics;

/// <summary>
/// Listens for HTTP on 127.0.0.1 and, where the machine has it, ::1. The number of connections is limited: a new one ends the oldest whose
/// request is not complete, so that idle clients do not keep others out. One request per connection.
/// </summary>
/// <param name="port">The port.</param>
/// <param name="answers">Answers requests.</param>
/// <param name="limits">The number of connections, and the time for a request.</param>
/// <param name="clock">For timeouts.</param>
internal sealed class MetricsServer(int port, MetricsAnswers answers, Limits limits, TimeProvider clock)
{
    private const int Backlog = 512;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private readonly LinkedList<Socket> _waiting = [];
    private int _answering;

    /// <summary>Runs until it is stopped.</summary>
    /// <exception cref="SocketException">The port is not available.</exception>
    public async Task RunAsync(Action listens, CancellationToken stopping)
    {
        using var first = Listen(IPAddress.Loopback);
        using var second = TryListen(IPAddress.IPv6Loopback);
        listens();
        try
        {
            await Task.WhenAll(AcceptAsync(first, stopping), second is null ? Task.CompletedTask : AcceptAsync(second, stopping)).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                foreach (var client in _waiting)
                    client.Dispose();
            }
        }
    }

    private Socket Listen(IPAddress address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Socket? TryListen(IPAddress address)
    {
        try
        {
            return Listen(address);
        }
        catch (SocketException)
        {
            return null; // no IPv6, or another program has the port there
        }
    }

    private async Task AcceptAsync(Socket listener, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                var client = await listener.AcceptAsync(stopping).ConfigureAwait(false);
                if (Admit(client) is { } place)
                    _ = ServeAsync(client, place, stopping);
                else
                    client.Dispose();
            }
            catch (SocketException)
            {
                // the client has left, or the process has no descriptor
                await Task.Delay(Pause, clock, stopping).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes room for a connection. Returns its place; null: all others are being answered.</summary>
    private LinkedListNode<Socket>? Admit(Socket client)
    {
        lock (_gate)
        {
            if (_waiting.Count + _answering >= limits.Connections)
            {
                if (_waiting.First is not { } oldest)
                    return null;
                _waiting.Remove(oldest);
                oldest.Value.Dispose();
            }

            return _waiting.AddLast(client);
        }
    }

    private async Task ServeAsync(Socket client, LinkedListNode<Socket> place, CancellationToken stopping)
    {
        using var _ = client;
        using var late = new CancellationTokenSource(limits.HeaderTime, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        var isAnswering = false;
        try
        {
            if (await RequestHead.ReadAsync(client, end.Token).ConfigureAwait(false) is not { } head)
                return;
            lock (_gate)
            {
                if (place.List is null)
                    return; // it was ended for another
                _waiting.Remove(place);
                _answering++;
                isAnswering = true;
            }

            late.CancelAfter(limits.HeaderTime);
            var answer = await answers.ToAsync(head, end.Token).ConfigureAwait(false);
            for (var sent = 0; sent < answer.Length;)
                sent += await client.SendAsync(answer.AsMemory(sent), end.Token).ConfigureAwait(false);
            client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // the client has left or is late, or the service stops
        }
        finally
        {
            lock (_gate)
            {
                if (place.List is not null)
                    _waiting.Remove(place);
                if (isAnswering)
                    _answering--;
            }
        }
    }
}
