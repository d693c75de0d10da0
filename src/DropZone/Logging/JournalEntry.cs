using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DropZone.Logging;

/// <summary>
/// One entry in the journal's native protocol, sent as one datagram. Source: https://systemd.io/JOURNAL_NATIVE_PROTOCOL/
/// The instance is reused: <see cref="Clear"/> begins the next entry.
/// </summary>
internal sealed class JournalEntry
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public ReadOnlySpan<byte> Bytes => _buffer.WrittenSpan;

    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>Adds a field. A value longer than <paramref name="max"/> UTF-16 units is cut and marked.</summary>
    public void Add(string name, string value, int max = 4096)
    {
        if (value.Length > max)
            value = Cut(value, max);
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

    private static string Cut(string value, int max)
    {
        var end = char.IsHighSurrogate(value[max - 1]) ? max - 1 : max;
        return string.Create(CultureInfo.InvariantCulture, $"{value.AsSpan(0, end)} … (cut: {value.Length} characters in all)");
    }
}
