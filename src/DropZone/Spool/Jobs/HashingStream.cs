using System.Buffers;
using System.Security.Cryptography;

namespace DropZone.Spool.Jobs;

/// <summary>Reads through another stream and computes the SHA-256 of all bytes read. The inner stream is not closed.</summary>
public sealed class HashingStream(Stream inner) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _count;

    /// <summary>How many bytes were read. Other threads may read it.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Returns the digest of a stream from its position to its end, lower-case hex, and closes it.</summary>
    public static string Sha256(Stream stream, CancellationToken stopping = default)
    {
        using (stream)
        using (var hashing = new HashingStream(stream))
            return hashing.Finish(stopping);
    }

    /// <summary>Reads the rest and returns the digest of the whole, lower-case hex. Must be called once.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled: the rest may be terabytes of a sparse file.</exception>
    public string Finish(CancellationToken stopping = default)
    {
        var rest = ArrayPool<byte>.Shared.Rent(1 << 16);
        while (Read(rest) > 0)
            stopping.ThrowIfCancellationRequested();
        ArrayPool<byte>.Shared.Return(rest);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _hash.AppendData(buffer[..read]);
        Volatile.Write(ref _count, _count + read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
