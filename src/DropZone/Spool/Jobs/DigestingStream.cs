using System.IO.Hashing;

namespace DropZone.Spool.Jobs;

/// <summary>
/// Writes through another stream, which it closes, and computes a digest of all bytes written: XXH128, which recognises a file at a small
/// part of the cost of SHA-256 and proves nothing against forgery.
/// </summary>
public sealed class DigestingStream(Stream inner) : Stream
{
    private readonly XxHash128 _hash = new();

    /// <summary>The digest of the bytes so far, lower-case hex.</summary>
    public string Digest => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>Returns the same digest of a stream from its position to its end.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(Stream stream)
    {
        var hash = new XxHash128();
        hash.Append(stream);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        _hash.Append(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
