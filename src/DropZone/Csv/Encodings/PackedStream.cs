using System.IO.Compression;

namespace DropZone.Csv.Encodings;

/// <summary>
/// A gzip file with one more member behind its last: if the unpacked text ends with <see cref="Seal"/>, every member before was whole.
/// The seal is text, so that packing changes its bytes: a truncated member that swallows the packed seal cannot give it back.
/// </summary>
internal sealed class PackedStream(byte[] start, Stream rest) : ForwardStream
{
    private static readonly byte[] PackedSeal = Pack();

    private int _startRead;
    private int _sealRead;
    private bool _ended;

    public static ReadOnlySpan<byte> Seal => "all members of this file were whole, whole, whole and whole\n"u8;

    /// <summary>Fills the buffer, so that the chunks of the file do not show.</summary>
    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, start.Length - _startRead);
        start.AsSpan(_startRead, count).CopyTo(buffer);
        _startRead += count;
        if (!_ended && count < buffer.Length)
        {
            count += rest.ReadAtLeast(buffer[count..], buffer.Length - count, throwOnEndOfStream: false);
            _ended = count < buffer.Length;
        }

        var more = Math.Min(buffer.Length - count, PackedSeal.Length - _sealRead);
        PackedSeal.AsSpan(_sealRead, more).CopyTo(buffer[count..]);
        _sealRead += more;
        return count + more;
    }

    private static byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.SmallestSize))
            packer.Write(Seal);
        return packed.ToArray();
    }
}
