using System.IO.Compression;

namespace DropZone.Csv.Encodings;

/// <summary>
/// A gzip file with an additional member at its end: if the uncompressed text ends with <see cref="Seal"/>, all other members are complete.
/// The seal is text, so that compression changes its bytes: a truncated member that includes the compressed seal cannot reproduce it.
/// </summary>
internal sealed class PackedStream(byte[] start, Stream rest) : ForwardStream
{
    private static readonly byte[] PackedSeal = Pack();

    private int _startRead;
    private int _sealRead;
    private bool _ended;

    public static ReadOnlySpan<byte> Seal => "all members of this file were whole, whole, whole and whole\n"u8;

    /// <summary>Fills the buffer, so that results do not depend on the sizes of reads.</summary>
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
