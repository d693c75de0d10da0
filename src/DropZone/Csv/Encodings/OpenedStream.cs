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

    private readonly Stream _inner;
    private readonly UnpackedStream? _unpacked;
    private readonly byte[] _opening = ArrayPool<byte>.Shared.Rent(OpeningSize);
    private readonly int _openingLength;
    private int _openingRead;
    private bool _isDisposed;

    /// <param name="maxUnpackedSize">The maximum uncompressed size of a compressed file, in bytes.</param>
    public OpenedStream(Stream inner, long maxUnpackedSize = long.MaxValue)
    {
        _inner = inner;
        _openingLength = inner.ReadAtLeast(_opening.AsSpan(0, OpeningSize), OpeningSize, throwOnEndOfStream: false);
        if (!UnpackedStream.IsPacked(Opening))
            return;
        _inner = _unpacked = new UnpackedStream(new PackedStream(Opening.ToArray(), inner), maxUnpackedSize);
        _openingLength = _unpacked.ReadAtLeast(_opening.AsSpan(0, OpeningSize), OpeningSize, throwOnEndOfStream: false);
    }

    /// <summary>The fault of a compressed file that cannot be uncompressed completely, known after everything before it was read.</summary>
    public RecordFault? Fault => _unpacked?.Fault;

    internal ReadOnlySpan<byte> Opening => _opening.AsSpan(0, _openingLength);

    /// <summary>Whether the opening is the whole file.</summary>
    internal bool OpeningIsAll => _openingLength < OpeningSize;

    public override int Read(Span<byte> buffer)
    {
        if (_openingRead == _openingLength)
            return OpeningIsAll ? 0 : _inner.Read(buffer);
        var count = Math.Min(buffer.Length, _openingLength - _openingRead);
        _opening.AsSpan(_openingRead, count).CopyTo(buffer);
        _openingRead += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true; // an array returned twice would have two owners
            _unpacked?.Dispose();
            ArrayPool<byte>.Shared.Return(_opening);
        }

        base.Dispose(disposing);
    }
}
