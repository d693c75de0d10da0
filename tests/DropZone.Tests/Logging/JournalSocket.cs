using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace DropZone.Tests.Logging;

/// <summary>A journal that listens on a real socket in a separate folder.</summary>
internal sealed class JournalSocket : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dropzone-journal-");
    private Socket? _socket;

    public JournalSocket() => Listen();

    public string Path => System.IO.Path.Combine(_folder.FullName, "socket");

    public void Listen()
    {
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
    }

    public void Close()
    {
        _socket?.Dispose();
        File.Delete(Path);
    }

    /// <summary>The fields of the next entry; it must have been sent already.</summary>
    public Dictionary<string, string> Receive()
    {
        var buffer = new byte[1 << 20];
        _socket!.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead);
        _socket.Blocking = false;
        var entry = buffer.AsSpan(0, _socket.Receive(buffer));
        var fields = new Dictionary<string, string>();
        while (!entry.IsEmpty)
        {
            var nameLength = entry.IndexOfAny((byte)'=', (byte)'\n');
            var name = Encoding.UTF8.GetString(entry[..nameLength]);
            var framed = entry[nameLength] == '\n';
            entry = entry[(nameLength + 1)..];
            var length = framed ? (int)BinaryPrimitives.ReadInt64LittleEndian(entry) : entry.IndexOf((byte)'\n');
            if (framed)
                entry = entry[8..];
            fields.Add(name, Encoding.UTF8.GetString(entry[..length]));
            if (entry[length] != '\n')
                throw new FormatException($"The field {name} does not end with a line feed.");
            entry = entry[(length + 1)..];
        }

        return fields;
    }

    public bool HasEntry => _socket!.Poll(0, SelectMode.SelectRead);

    public void Dispose()
    {
        Close();
        _folder.Delete(true);
    }
}
