using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DropZone.Csv.Reading;

/// <summary>The cells of one column in consecutive rows of a <see cref="BlockIndex"/>.</summary>
internal readonly ref struct CellColumn
{
    private readonly BlockIndex _index;
    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadOnlySpan<int> _ends;
    private readonly int _columns;
    private readonly byte _quote;
    private readonly int _returnLength;

    /// <param name="index">The index of the block.</param>
    /// <param name="text">The text of the block.</param>
    /// <param name="ends">The ends of cells, from the one before the first cell to that of the last.</param>
    /// <param name="columns">The number of cells per row.</param>
    /// <param name="quote">The quote of the dialect.</param>
    /// <param name="returnLength">1 if there is a carriage return between the cell and its end, otherwise 0.</param>
    public CellColumn(BlockIndex index, ReadOnlySpan<byte> text, ReadOnlySpan<int> ends, int columns, byte quote, int returnLength)
    {
        _index = index;
        _text = text;
        _ends = ends;
        _columns = columns;
        _quote = quote;
        _returnLength = returnLength;
        Count = ((ends.Length - 2) / columns) + 1;
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The value of the cell: without its quotes.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // both are within the text: the index has found them there
            ref var end = ref Unsafe.Add(ref MemoryMarshal.GetReference(_ends), row * _columns);
            var start = end + 1;
            var length = Unsafe.Add(ref end, 1) - _returnLength - start;
            ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(_text), start);
            return length == 0 || first != _quote ? MemoryMarshal.CreateReadOnlySpan(ref first, length) : Unquoted(start + 1, length - 2);
        }
    }

    private ReadOnlySpan<byte> Unquoted(int start, int length)
    {
        var value = _text.Slice(start, length);
        return HasQuote(value) ? _index.Unescape(start, length) : value;
    }

    /// <summary>Cells are short: comparing the bytes behind them, too, costs less than starting a search. A block has room for it behind its text.</summary>
    private bool HasQuote(ReadOnlySpan<byte> value)
    {
        ref var first = ref MemoryMarshal.GetReference(value);
        for (var at = 0; at < value.Length; at += Vector128<byte>.Count)
        {
            var found = Vector128.Equals(Vector128.LoadUnsafe(ref first, (nuint)at), Vector128.Create(_quote)).ExtractMostSignificantBits();
            if (found != 0 && BitOperations.TrailingZeroCount(found) < value.Length - at)
                return true;
        }

        return false;
    }
}
