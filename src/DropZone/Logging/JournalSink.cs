using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Serilog.Core;
using Serilog.Events;

namespace DropZone.Logging;

/// <summary>
/// Sends events to journald in its native protocol, with searchable fields. Never throws and blocks only when it is disposed:
/// entries that the journal does not accept are dropped and counted, and the next accepted entry reports their number.
/// </summary>
/// <remarks>
/// An entry larger than a datagram would have to be passed as a memory file. Only stack traces are large, so values are cut
/// instead, to a total that fits the kernel's default buffer of 212992 bytes even if each unit takes three bytes.
/// </remarks>
public sealed class JournalSink : ILogEventSink, IDisposable
{
    /// <summary>The socket of journald.</summary>
    public const string DefaultSocket = "/run/systemd/journal/socket";

    private const int MaxOfException = 16384;

    private static readonly TimeSpan MaxWaitOnDispose = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly JournalEntry _entry = new();
    private readonly System.Net.SocketAddress _address;
    private readonly Socket _socket;
    private long _dropped;
    private long _unreported;
    private bool _sent;

    /// <summary>Creates a sink.</summary>
    /// <param name="path">The socket, which need not exist yet.</param>
    public JournalSink(string path = DefaultSocket)
    {
        _address = new UnixDomainSocketEndPoint(path).Serialize();
        // Not connected: after a restart of journald the path leads to its new socket.
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    }

    /// <summary>The number of entries that the journal did not accept.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Emit(LogEvent logEvent)
    {
        lock (_lock)
        {
            _entry.Clear();
            Fill(logEvent);
            if (Send(_entry.Bytes))
            {
                _sent = true;
                _unreported = 0;
            }
            else
            {
                _unreported++;
                Interlocked.Increment(ref _dropped);
            }
        }
    }

    /// <summary>
    /// Closes the socket when journald has read all entries, or after two seconds. journald finds the unit by the sender's
    /// process, so the last entries of an ended process would be missing from <c>journalctl -u dropzone</c>.
    /// </summary>
    public void Dispose()
    {
        // Entries are processed in order and an empty one is ignored: when it is read, the earlier ones are processed.
        if (_sent && SpinWait.SpinUntil(IsAllRead, MaxWaitOnDispose) && Send([]))
            SpinWait.SpinUntil(IsAllRead, MaxWaitOnDispose);
        _sent = false;
        _socket.Dispose();
    }

    /// <summary>Whether the receiver's queue is empty. Source: SO_MEMINFO, sock_diag(7).</summary>
    private bool IsAllRead()
    {
        const int socketLevel = 1, memoryInformation = 55, allocatedToWrite = 2;
        Span<uint> memory = stackalloc uint[9];
        try
        {
            _socket.GetRawSocketOption(socketLevel, memoryInformation, MemoryMarshal.AsBytes(memory));
            return memory[allocatedToWrite] == 0;
        }
        catch (SocketException)
        {
            return true; // not supported before kernel 4.12
        }
    }

    private void Fill(LogEvent logEvent)
    {
        var identity = EventIdentity.Of(logEvent);
        _entry.Add("MESSAGE", MessageText.Of(logEvent));
        _entry.Add("PRIORITY", Priority(logEvent.Level));
        _entry.Add("SYSLOG_IDENTIFIER", "dropzone");
        if (identity.Id is > 0 and <= 9999)
            _entry.Add("MESSAGE_ID", MessageId.Of(identity.Id));
        if (identity.Name is not null)
            _entry.Add(JournalFields.Event, identity.Name);
        foreach (var (property, field) in JournalFields.OfProperty)
        {
            if (logEvent.Properties.TryGetValue(property, out var value))
                _entry.Add(field, MessageText.Text(value));
        }

        if (logEvent.Exception is { } exception)
            _entry.Add(JournalFields.Exception, exception.ToString(), MaxOfException);
        if (_unreported > 0)
            _entry.Add(JournalFields.Dropped, _unreported.ToString(CultureInfo.InvariantCulture));
    }

    private bool Send(ReadOnlySpan<byte> entry)
    {
        try
        {
            _socket.SendTo(entry, SocketFlags.None, _address);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Full (EAGAIN), not running (ENOENT, ECONNREFUSED) or too large (EMSGSIZE): the service continues without it.
            return false;
        }
    }

    // Source: syslog(3).
    private static string Priority(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => "2",
        LogEventLevel.Error => "3",
        LogEventLevel.Warning => "4",
        LogEventLevel.Information => "6",
        _ => "7",
    };
}
