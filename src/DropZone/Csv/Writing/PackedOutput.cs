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

    private readonly Stream _output;
    private readonly MemoryStream _block = new();
    private readonly DeflateStream _deflate;
    private readonly Crc32 _checksum = new();
    private long _length;

    /// <summary>Leaves the stream open.</summary>
    public PackedOutput(Stream output)
    {
        _output = output;
        _block.Write([0x1F, 0x8B, Deflate, 0, 0, 0, 0, 0, 0, UnknownSystem]);
        _deflate = new DeflateStream(_block, CompressionLevel.Optimal, leaveOpen: true);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _deflate.Write(bytes);
        _checksum.Append(bytes);
        _length += bytes.Length;
        Pass();
    }

    /// <summary>Completes the member. Without it the output is truncated and cannot be uncompressed.</summary>
    public void Complete()
    {
        _deflate.Dispose();
        // an empty deflate stream, which DeflateStream omits
        if (_length == 0)
            _block.Write([3, 0]);
        Span<byte> seal = stackalloc byte[8];
        _checksum.GetCurrentHash(seal);
        // modulo 4 GiB
        BinaryPrimitives.WriteUInt32LittleEndian(seal[4..], unchecked((uint)_length));
        _block.Write(seal);
        Pass();
    }

    public void Dispose()
    {
        _deflate.Dispose();
        _block.Dispose();
    }

    private void Pass()
    {
        _output.Write(_block.GetBuffer().AsSpan(0, (int)_block.Length));
        _block.SetLength(0);
    }
}
