namespace DropZone.Csv;

/// <summary>
/// A file, unpacked if it is packed with gzip, whose first bytes can be looked at before they are read.
/// Leaves the stream below it open.
/// </summary>
public sealed class OpenedStream : ForwardStream
{
    /// <summary>Enough to see that a small file is blank, and what a large one is.</summary>
    internal const int OpeningSize = 64 * 1024;

    private readonly Stream inner;
    private readonly UnpackedStream? unpacked;
    private readonly byte[] opening = new byte[OpeningSize];
    private readonly int openingLength;
    private int openingRead;

    /// <param name="maxUnpackedSize">In bytes: what a packed file may unpack to.</param>
    public OpenedStream(Stream inner, long maxUnpackedSize = long.MaxValue)
    {
        this.inner = inner;
        openingLength = inner.ReadAtLeast(opening, OpeningSize, throwOnEndOfStream: false);
        if (!UnpackedStream.IsPacked(Opening))
            return;
        this.inner = unpacked = new UnpackedStream(new PackedStream(Opening.ToArray(), inner), maxUnpackedSize);
        openingLength = unpacked.ReadAtLeast(opening, OpeningSize, throwOnEndOfStream: false);
    }

    /// <summary>Why the file cannot be unpacked to its end; known once all before the damage was read.</summary>
    public RecordFault? Fault => unpacked?.Fault;

    internal ReadOnlySpan<byte> Opening => opening.AsSpan(0, openingLength);

    /// <summary>The opening is the whole file.</summary>
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
        if (disposing)
            unpacked?.Dispose();
        base.Dispose(disposing);
    }
}
