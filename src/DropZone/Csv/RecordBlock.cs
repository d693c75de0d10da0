using System.Buffers;

namespace DropZone.Csv;

/// <summary>Whole records of a file as they follow each other, to be read by a reader of their own.</summary>
/// <param name="size">In bytes: what it can hold.</param>
internal sealed class RecordBlock(int size) : IDisposable
{
    /// <summary>In bytes.</summary>
    public const int Word = 64;

    public int Size => size;

    /// <summary>Holds <see cref="Length"/> bytes of records.</summary>
    public byte[] Bytes { get; } = ArrayPool<byte>.Shared.Rent(size + Word);

    public int Length { get; set; }

    public ReadOnlySpan<byte> Text => Bytes.AsSpan(0, Length);

    /// <summary>How many records it holds, once they were read.</summary>
    public long Records { get; set; }

    /// <summary>How many lines, once they were read.</summary>
    public long Lines { get; set; }

    /// <summary>The text in whole words, the last filled up with bytes that no text holds.</summary>
    public ReadOnlySpan<byte> Padded()
    {
        var padded = (Length + Word - 1) / Word * Word;
        Bytes.AsSpan(Length..padded).Fill(0xFF);
        return Bytes.AsSpan(0, padded);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Bytes);
}
