namespace DropZone.Cli.Terminal;

/// <summary>Reads through another stream and counts; another thread may look at the count.</summary>
internal sealed class CountingStream(Stream inner) : ForwardStream
{
    private long count;

    /// <summary>Bytes read so far.</summary>
    public long Count => Interlocked.Read(ref count);

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Interlocked.Add(ref count, read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
