using System.Buffers;

namespace DropZone.Csv.Encodings;

/// <summary>
/// A file, uncompressed if it is a gzip file, whose first bytes can be inspected before they are read.
/// Leaves the stream below it open.
/// </summary>
public sealed class OpenedStream : ForwardStream
{
    /// <summary>The size of the opening: enough to detect blank small files, and the type of large ones.</summary>
    internal const int OpeningSize = 64 * 1024;

    private readonly Stream inner;
    private readonly UnpackedStream? unpacked;
    private readonly byte[] opening = ArrayPool<byte>.Shared.Rent(OpeningSize);
    private readonly int openingLength;
    private int openingRead;
    private bool isDisposed;

    /// <param name="maxUnpackedSize">The maximum uncompressed size of a compressed file, in bytes.</param>
    public OpenedStream(Stream inner, long maxUnpackedSize = long.MaxValue)
    {
        this.inner = inner;
        openingLength = inner.ReadAtLeast(opening.AsSpan(0, OpeningSize), OpeningSize, throwOnEndOfStream: false);
        if (!UnpackedStream.IsPacked(Opening))
            return;
        this.inner = unpacked = new UnpackedStream(new PackedStream(Opening.ToArray(), inner), maxUnpackedSize);
        openingLength = unpacked.ReadAtLeast(opening.AsSpan(0, OpeningSize), OpeningSize, throwOnEndOfStream: false);
    }

    /// <summary>The fault of a compressed file that cannot be uncompressed completely, known after everything before it was read.</summary>
    public RecordFault? Fault => unpacked?.Fault;

    internal ReadOnlySpan<byte> Opening => opening.AsSpan(0, openingLength);

    /// <summary>Whether the opening is the whole file.</summary>
    internal bool OpeningIsAll => openingLength < OpeningSize;

    public override int Read(Span<byte> buffer)
    {
        if (openingRead == openingLength)
            return OpeningIsAll ? 0 : inner.Read(buffer);
        var count = Math.Min(buffer.Length, openingLength - openingRead);
        opening.AsSpan(openingRead, count).CopyTo(buffer);
        openingRead += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true; // an array returned twice would have two owners
            unpacked?.Dispose();
            ArrayPool<byte>.Shared.Return(opening);
        }

        base.Dispose(disposing);
    }
}
