using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Serilog.Core;
using Serilog.Events;

namespace DropZone.Logging;

/// <summary>
/// Sends events to journald in its native protocol, with fields to search for. Never throws, and waits at its end only: what
/// the journal has no room for is dropped and counted, and the next entry that gets through says how many were lost.
/// </summary>
/// <remarks>
/// An entry larger than a datagram may be would need a memory file passed along. Ours are small but for traces, so values
/// are cut instead, to a sum that fits the kernel's usual buffer of 212992 bytes even if each unit takes three bytes.
/// </remarks>
public sealed class JournalSink : ILogEventSink, IDisposable
{
    /// <summary>Where journald listens.</summary>
    public const string DefaultSocket = "/run/systemd/journal/socket";

    private const int MaxOfException = 16384;

    private static readonly TimeSpan MaxToWaitAtTheEnd = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly JournalEntry _entry = new();
    private readonly System.Net.SocketAddress _address;
    private readonly Socket _socket;
    private long _dropped;
    private long _unsaid;
    private bool _sent;

    /// <param name="path">The socket; it need not exist yet.</param>
    public JournalSink(string path = DefaultSocket)
    {
        _address = new UnixDomainSocketEndPoint(path).Serialize();
        // Not connected: after a restart of journald the path leads to its new socket.
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    }

    /// <summary>How many entries the journal did not take.</summary>
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
                _unsaid = 0;
            }
            else
            {
                _unsaid++;
                Interlocked.Increment(ref _dropped);
            }
        }
    }

    /// <summary>
    /// Closes once journald has taken in what was sent, or after two seconds: it looks up the unit by the sender's process,
    /// and the last words of one that is gone would be missing from <c>journalctl -u dropzone</c>.
    /// </summary>
    public void Dispose()
    {
        // Entries are taken one by one, and one without content is ignored: when it is read, those before are dealt with.
        if (_sent && SpinWait.SpinUntil(IsAllRead, MaxToWaitAtTheEnd) && Send([]))
            SpinWait.SpinUntil(IsAllRead, MaxToWaitAtTheEnd);
        _sent = false;
        _socket.Dispose();
    }

    /// <summary>Whether no byte lies in the receiver's queue. Source: SO_MEMINFO, sock_diag(7).</summary>
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
            return true; // a kernel before 4.12 does not tell
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
        if (_unsaid > 0)
            _entry.Add(JournalFields.Dropped, _unsaid.ToString(CultureInfo.InvariantCulture));
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
            // Full (EAGAIN), not running (ENOENT, ECONNREFUSED) or too large (EMSGSIZE): the service goes on all the same.
            return false;
        }
    }

    // The numbers of syslog.
    private static string Priority(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => "2",
        LogEventLevel.Error => "3",
        LogEventLevel.Warning => "4",
        LogEventLevel.Information => "6",
        _ => "7",
    };
}
