namespace DropZone.Csv;

/// <summary>
/// A file's content, unpacked if it is packed with gzip, whose first bytes can be looked at before they are read.
/// Leaves the stream below it open.
/// </summary>
internal sealed class OpenedStream : ForwardStream
{
    /// <summary>Enough to see that a small file is blank, and what a large one is.</summary>
    private const int OpeningSize = 64 * 1024;

    private readonly Stream inner;
    private readonly byte[] opening = new byte[OpeningSize];
    private readonly DamagedSourceException? damage;
    private readonly int openingLength;
    private int openingRead;

    public OpenedStream(Stream inner)
    {
        this.inner = inner;
        try
        {
            for (var count = 1; count > 0 && openingLength < OpeningSize; openingLength += count)
                count = inner.Read(opening.AsSpan(openingLength));
        }
        catch (DamagedSourceException found)
        {
            damage = found;
        }
    }

    public ReadOnlySpan<byte> Opening => opening.AsSpan(0, openingLength);

    /// <summary>The opening is the whole file.</summary>
    public bool OpeningIsAll => openingLength < OpeningSize && damage is null;

    /// <summary>The content of a file that may be packed.</summary>
    /// <param name="limit">In bytes, of what it unpacks to.</param>
    public static OpenedStream Unpacked(Stream file, long limit)
    {
        var opened = new OpenedStream(file);
        return UnpackedStream.IsPacked(opened.Opening) ? new OpenedStream(new UnpackedStream(opened, limit)) : opened;
    }

    /// <exception cref="DamagedSourceException">The rest cannot be unpacked.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (openingRead < openingLength)
        {
            var count = Math.Min(buffer.Length, openingLength - openingRead);
            opening.AsSpan(openingRead, count).CopyTo(buffer);
            openingRead += count;
            return count;
        }

        if (damage is not null)
            throw damage;
        return OpeningIsAll ? 0 : inner.Read(buffer);
    }
}
