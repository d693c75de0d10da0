using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace DropZone.Csv.Writing;

/// <summary>
/// Compresses with gzip (RFC 1952): one member without name and time, so that equal outputs have equal bytes. GZipStream completes
/// its output whenever it is disposed, and writes nothing at all for an empty one. Here the trailer is
/// written only by <see cref="Complete"/>.
/// </summary>
internal sealed class PackedOutput : IDisposable
{
    private const int Deflate = 8;
    private const int UnknownSystem = 255;

    private readonly Stream output;
    private readonly MemoryStream block = new();
    private readonly DeflateStream deflate;
    private readonly Crc32 checksum = new();
    private long length;

    /// <summary>Leaves the stream open.</summary>
    public PackedOutput(Stream output)
    {
        this.output = output;
        block.Write([0x1F, 0x8B, Deflate, 0, 0, 0, 0, 0, 0, UnknownSystem]);
        deflate = new DeflateStream(block, CompressionLevel.Optimal, leaveOpen: true);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        deflate.Write(bytes);
        checksum.Append(bytes);
        length += bytes.Length;
        Pass();
    }

    /// <summary>Completes the member. Without it the output is truncated and cannot be uncompressed.</summary>
    public void Complete()
    {
        deflate.Dispose();
        // an empty deflate stream, which DeflateStream omits
        if (length == 0)
            block.Write([3, 0]);
        Span<byte> seal = stackalloc byte[8];
        checksum.GetCurrentHash(seal);
        // modulo 4 GiB
        BinaryPrimitives.WriteUInt32LittleEndian(seal[4..], unchecked((uint)length));
        block.Write(seal);
        Pass();
    }

    public void Dispose()
    {
        deflate.Dispose();
        block.Dispose();
    }

    private void Pass()
    {
        output.Write(block.GetBuffer().AsSpan(0, (int)block.Length));
        block.SetLength(0);
    }
}
