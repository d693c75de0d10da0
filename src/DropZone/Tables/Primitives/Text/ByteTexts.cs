using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace DropZone.Tables.Primitives.Text;

/// <summary>A short list of texts that cells are compared with, byte by byte.</summary>
internal sealed class ByteTexts
{
    // most cells have a length different from all texts
    private readonly byte[][][] _byLength;

    // texts of up to eight bytes as numbers, whose comparison is faster than a call
    private readonly ulong[][] _shortByLength;

    public ByteTexts(IEnumerable<string> texts)
    {
        var all = texts.Distinct().Select(Encoding.UTF8.GetBytes).ToList();
        _byLength = new byte[all.Select(text => text.Length + 1).DefaultIfEmpty().Max()][][];
        for (var length = 0; length < _byLength.Length; length++)
            _byLength[length] = [.. all.Where(text => text.Length == length)];
        _shortByLength = [.. _byLength.Take(sizeof(ulong) + 1).Select(some => some.Select(text => Number(text)).ToArray())];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(ReadOnlySpan<byte> cell) => cell.Length < _byLength.Length && IsOneOfItsLength(cell);

    private bool IsOneOfItsLength(ReadOnlySpan<byte> cell)
    {
        if (cell.Length < _shortByLength.Length)
            return HasNumber(_shortByLength[cell.Length], Number(cell));
        foreach (var text in _byLength[cell.Length])
            if (cell.SequenceEqual(text))
                return true;
        return false;
    }

    private static bool HasNumber(ulong[] numbers, ulong wanted)
    {
        foreach (var number in numbers)
            if (number == wanted)
                return true;
        return false;
    }

    /// <summary>Returns a number that differs for different texts of the same length, at most eight bytes.</summary>
    private static ulong Number(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(uint))
            return BinaryPrimitives.ReadUInt32LittleEndian(text) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]) << 32);
        return text.IsEmpty ? 0 : (uint)(text[0] | (text[text.Length / 2] << 8) | (text[^1] << 16));
    }
}
