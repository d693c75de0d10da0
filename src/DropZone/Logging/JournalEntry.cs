using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DropZone.Logging;

/// <summary>
/// One entry in the journal's native protocol, which is one datagram. Source: https://systemd.io/JOURNAL_NATIVE_PROTOCOL/
/// Reused: <see cref="Clear"/> begins the next one.
/// </summary>
internal sealed class JournalEntry
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public ReadOnlySpan<byte> Bytes => _buffer.WrittenSpan;

    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>Adds a field; a value of more UTF-16 units than <paramref name="most"/> is cut, and says so.</summary>
    public void Add(string name, string value, int most = 4096)
    {
        if (value.Length > most)
            value = Cut(value, most);
        Write(name);
        if (value.Contains('\n'))
        {
            // With a line feed inside: name, line feed, length in 8 bytes, little endian, then the bytes.
            Write("\n");
            BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), Encoding.UTF8.GetByteCount(value));
            _buffer.Advance(8);
        }
        else
        {
            Write("=");
        }

        Write(value);
        Write("\n");
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    private static string Cut(string value, int most)
    {
        var end = char.IsHighSurrogate(value[most - 1]) ? most - 1 : most;
        return string.Create(CultureInfo.InvariantCulture, $"{value.AsSpan(0, end)} … (cut: {value.Length} characters in all)");
    }
}
