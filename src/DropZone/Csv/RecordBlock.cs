using System.Buffers;

namespace DropZone.Csv;

/// <summary>Consecutive complete records of a file, for a separate reader.</summary>
/// <param name="size">The capacity in bytes.</param>
internal sealed class RecordBlock(int size) : IDisposable
{
    /// <summary>The length in bytes.</summary>
    public const int Word = 64;

    public int Size => size;

    /// <summary>A buffer with <see cref="Length"/> bytes of records.</summary>
    public byte[] Bytes { get; } = ArrayPool<byte>.Shared.Rent(size + Word);

    public int Length { get; set; }

    public ReadOnlySpan<byte> Text => Bytes.AsSpan(0, Length);

    /// <summary>The number of records, known after they were read.</summary>
    public long Records { get; set; }

    /// <summary>The number of lines, known after they were read.</summary>
    public long Lines { get; set; }

    /// <summary>The text in complete words, the last padded with bytes that do not occur in text.</summary>
    public ReadOnlySpan<byte> Padded()
    {
        var padded = (Length + Word - 1) / Word * Word;
        Bytes.AsSpan(Length..padded).Fill(0xFF);
        return Bytes.AsSpan(0, padded);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Bytes);
}
