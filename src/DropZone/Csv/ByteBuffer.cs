using System.Buffers;
using System.Runtime.CompilerServices;

namespace DropZone.Csv;

/// <summary>A growing buffer in a pooled array; a large one is not pooled, because the pool would keep it.</summary>
public sealed class ByteBuffer(int capacity) : IDisposable
{
    private const int MaxPooled = 1 << 20;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        Length += text.Length;
    }

    // once or more for each row
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte value)
    {
        if (Length == _bytes.Length)
            Reserve(1);
        _bytes[Length++] = value;
    }

    /// <summary>Returns room for at least this many bytes, which are added by <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
            Grow(count);
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void Truncate(int length) => Length = length;

    public void Dispose()
    {
        Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private void Grow(int count)
    {
        var size = Math.Max(checked(Length + count), (int)Math.Min(_bytes.Length * 2L, Array.MaxLength));
        var larger = size > MaxPooled ? GC.AllocateUninitializedArray<byte>(size) : ArrayPool<byte>.Shared.Rent(size);
        Written.CopyTo(larger);
        Return(_bytes);
        _bytes = larger;
    }

    private static void Return(byte[] bytes)
    {
        if (bytes.Length <= MaxPooled)
            ArrayPool<byte>.Shared.Return(bytes);
    }
}
