using System.IO.Compression;

namespace DropZone.Csv;

/// <summary>
/// The content of a gzip file, of all its members (RFC 1952), and nothing of what follows damage without an error.
/// <see cref="GZipStream"/> checks checksum and length of each member, but takes the end of a truncated file for the end of the
/// content. So one more member is put behind the file, of known content: only if the file ends with a whole member does that
/// content come out, last.
/// </summary>
internal sealed class UnpackedStream : ForwardStream
{
    private static readonly byte[] Mark = [.. "DropZone: every member was whole"u8];

    private readonly GZipStream inner;
    private readonly long limit;
    private readonly byte[] held = new byte[Mark.Length];
    private byte[] room = [];
    private int heldLength;
    private long unpacked;
    private bool ended;

    /// <param name="packed">Left open.</param>
    /// <param name="limit">In bytes.</param>
    public UnpackedStream(Stream packed, long limit)
    {
        inner = new GZipStream(new MarkedStream(packed, Packed(Mark)), CompressionMode.Decompress);
        this.limit = limit;
    }

    public static bool IsPacked(ReadOnlySpan<byte> opening) => opening is [0x1F, 0x8B, 8, ..];

    /// <summary>Holds back as many bytes as the mark has, and compares them with it at the end.</summary>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || ended)
            return 0;
        if (room.Length < buffer.Length + Mark.Length)
            room = new byte[buffer.Length + Mark.Length];
        held.AsSpan(0, heldLength).CopyTo(room);
        while (true)
        {
            var count = Inflate(room.AsSpan(heldLength, buffer.Length));
            if (count == 0)
                return End();
            var known = heldLength + count;
            var given = known - Mark.Length;
            if (given <= 0)
            {
                heldLength = known;
                continue;
            }

            unpacked += given;
            if (unpacked > limit)
                throw new DamagedSourceException(ErrorCode.UnpackedTooLarge, $"The file unpacks to more than {limit} bytes; expected no more than the feed allows.");
            room.AsSpan(0, given).CopyTo(buffer);
            room.AsSpan(given, Mark.Length).CopyTo(held);
            heldLength = Mark.Length;
            return given;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int End()
    {
        ended = true;
        return held.AsSpan(0, heldLength).SequenceEqual(Mark)
            ? 0
            : throw new DamagedSourceException(ErrorCode.CompressionError, "The gzip file ends before its content does, or other bytes follow it; expected whole gzip members and nothing else.");
    }

    private int Inflate(Span<byte> room)
    {
        try
        {
            return inner.Read(room);
        }
        catch (InvalidDataException damage)
        {
            ended = true;
            throw new DamagedSourceException(ErrorCode.CompressionError, $"The gzip file is damaged or cut short; expected content that agrees with its checksum. ({damage.Message})");
        }
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>A stream, and then a mark.</summary>
    private sealed class MarkedStream(Stream inner, byte[] mark) : ForwardStream
    {
        private int given;

        public override int Read(Span<byte> buffer)
        {
            var count = given == 0 ? inner.Read(buffer) : 0;
            if (count > 0 || buffer.IsEmpty)
                return count;
            count = Math.Min(buffer.Length, mark.Length - given);
            mark.AsSpan(given, count).CopyTo(buffer);
            given += count;
            return count;
        }
    }
}
