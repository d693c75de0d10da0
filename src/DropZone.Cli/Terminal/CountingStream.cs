namespace DropZone.Cli.Terminal;

/// <summary>Reads through another stream and counts the bytes. The count is thread-safe.</summary>
internal sealed class CountingStream(Stream inner) : ForwardStream
{
    private long _count;

    /// <summary>Bytes read so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Interlocked.Add(ref _count, read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
