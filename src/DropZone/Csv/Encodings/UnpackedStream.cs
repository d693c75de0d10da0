using System.IO.Compression;
using DropZone.Errors;

namespace DropZone.Csv.Encodings;

/// <summary>
/// The content of a gzip file: all members (RFC 1952), with verified checksums and lengths. Ends early at a
/// fault. GZipStream alone accepts a truncated member as the end of the file, and ignores data after the last member.
/// </summary>
internal sealed class UnpackedStream(PackedStream packed, long maxSize) : ForwardStream
{
    private const int BlockSize = 64 * 1024;

    private readonly GZipStream _gzip = new(packed, CompressionMode.Decompress);

    // uncompressed bytes that may be the seal
    private readonly byte[] _block = new byte[BlockSize];
    private int _blockLength;
    private int _blockRead;
    private long _delivered;
    private bool _ended;

    /// <summary>The fault by which the stream ended before the end of the file.</summary>
    public RecordFault? Fault { get; private set; }

    private int Ready => _ended ? _blockLength - _blockRead : Math.Max(_blockLength - _blockRead - PackedStream.Seal.Length, 0);

    public static bool IsPacked(ReadOnlySpan<byte> opening) => opening.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (Ready == 0 && !_ended)
            Unpack();
        var count = Math.Min(buffer.Length, Ready);
        if (count > maxSize - _delivered)
        {
            count = (int)(maxSize - _delivered);
            _ended = true;
            _blockLength = _blockRead + count;
            Fault ??= new RecordFault(ErrorCode.UnpackedTooLarge, 0, 0, null,
                $"The file unpacks to more than {maxSize} bytes, the limit of the feed. Send it in parts, or raise max-unpacked-size.");
        }

        _block.AsSpan(_blockRead, count).CopyTo(buffer);
        _blockRead += count;
        _delivered += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Unpack()
    {
        _block.AsSpan(_blockRead, _blockLength - _blockRead).CopyTo(_block);
        _blockLength -= _blockRead;
        _blockRead = 0;
        int count;
        try
        {
            count = _gzip.Read(_block.AsSpan(_blockLength));
        }
        catch (InvalidDataException)
        {
            EndDamaged("contains bytes that gzip did not write, or has a wrong checksum");
            return;
        }

        _blockLength += count;
        if (count > 0)
            return;
        if (_block.AsSpan(0, _blockLength).EndsWith(PackedStream.Seal))
        {
            _blockLength -= PackedStream.Seal.Length;
            _ended = true;
        }
        else
        {
            EndDamaged("is truncated, or other data follows it");
        }
    }

    /// <summary>Discards the withheld bytes, which may belong to the file or be garbage.</summary>
    private void EndDamaged(string found)
    {
        _ended = true;
        _blockLength = _blockRead;
        Fault = new RecordFault(ErrorCode.CompressionError, 0, 0, null,
            $"The gzip file {found}. Compress it again and deliver it again.");
    }
}
