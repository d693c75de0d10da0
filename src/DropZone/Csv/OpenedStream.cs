namespace DropZone.Csv;

/// <summary>A stream whose first bytes can be looked at before they are read. Leaves the stream below it open.</summary>
internal sealed class OpenedStream : ForwardStream
{
    /// <summary>Enough to see that a small file is blank, and what a large one is.</summary>
    private const int OpeningSize = 64 * 1024;

    private readonly Stream inner;
    private readonly byte[] opening;
    private readonly int openingLength;
    private int openingRead;

    public OpenedStream(Stream inner)
    {
        this.inner = inner;
        opening = new byte[OpeningSize];
        openingLength = inner.ReadAtLeast(opening, OpeningSize, throwOnEndOfStream: false);
    }

    public ReadOnlySpan<byte> Opening => opening.AsSpan(0, openingLength);

    /// <summary>The opening is the whole file.</summary>
    public bool OpeningIsAll => openingLength < OpeningSize;

    public override int Read(Span<byte> buffer)
    {
        if (openingRead == openingLength)
            return OpeningIsAll ? 0 : inner.Read(buffer);
        var count = Math.Min(buffer.Length, openingLength - openingRead);
        opening.AsSpan(openingRead, count).CopyTo(buffer);
        openingRead += count;
        return count;
    }
}
