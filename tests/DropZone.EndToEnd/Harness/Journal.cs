using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace DropZone.EndToEnd.Harness;

/// <summary>Replaces systemd-journald on a machine where it does not run, and records every entry sent to its socket.</summary>
public sealed class Journal : IDisposable
{
    private const string Folder = "/run/systemd/journal";
    private const string Path = $"{Folder}/socket";
    private readonly ConcurrentQueue<string> _entries = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly Task _loop;

    public Journal()
    {
        Assert.SkipWhen(File.Exists(Path), "systemd-journald runs on this machine, and the tests do not replace it");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, $"only root can create the journal's socket {Path}");
        Directory.CreateDirectory(Folder);
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
        _loop = Task.Run(Receive);
    }

    /// <summary>The received entries, each byte as one character.</summary>
    public IReadOnlyCollection<string> Entries => _entries;

    public void Dispose()
    {
        _socket.Dispose();
        _loop.Wait();
        File.Delete(Path);
    }

    private void Receive()
    {
        var buffer = new byte[1 << 20];
        try
        {
            for (int read; (read = _socket.Receive(buffer)) > 0;)
                _entries.Enqueue(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }
}
