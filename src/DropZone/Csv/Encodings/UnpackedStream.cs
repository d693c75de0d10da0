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

    private readonly GZipStream gzip = new(packed, CompressionMode.Decompress);

    // uncompressed bytes that may be the seal
    private readonly byte[] block = new byte[BlockSize];
    private int blockLength;
    private int blockRead;
    private long delivered;
    private bool ended;

    /// <summary>The fault by which the stream ended before the end of the file.</summary>
    public RecordFault? Fault { get; private set; }

    private int Ready => ended ? blockLength - blockRead : Math.Max(blockLength - blockRead - PackedStream.Seal.Length, 0);

    public static bool IsPacked(ReadOnlySpan<byte> opening) => opening.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (Ready == 0 && !ended)
            Unpack();
        var count = Math.Min(buffer.Length, Ready);
        if (count > maxSize - delivered)
        {
            count = (int)(maxSize - delivered);
            ended = true;
            blockLength = blockRead + count;
            Fault ??= new RecordFault(ErrorCode.UnpackedTooLarge, 0, 0, null,
                $"The file unpacks to more than {maxSize} bytes, the limit of the feed. Send it in parts, or raise max-unpacked-size.");
        }

        block.AsSpan(blockRead, count).CopyTo(buffer);
        blockRead += count;
        delivered += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gzip.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Unpack()
    {
        block.AsSpan(blockRead, blockLength - blockRead).CopyTo(block);
        blockLength -= blockRead;
        blockRead = 0;
        int count;
        try
        {
            count = gzip.Read(block.AsSpan(blockLength));
        }
        catch (InvalidDataException)
        {
            EndDamaged("contains bytes that gzip did not write, or has a wrong checksum");
            return;
        }

        blockLength += count;
        if (count > 0)
            return;
        if (block.AsSpan(0, blockLength).EndsWith(PackedStream.Seal))
        {
            blockLength -= PackedStream.Seal.Length;
            ended = true;
        }
        else
        {
            EndDamaged("is truncated, or other data follows it");
        }
    }

    /// <summary>Discards the withheld bytes, which may belong to the file or be garbage.</summary>
    private void EndDamaged(string found)
    {
        ended = true;
        blockLength = blockRead;
        Fault = new RecordFault(ErrorCode.CompressionError, 0, 0, null,
            $"The gzip file {found}. Compress it again and deliver it again.");
    }
}
