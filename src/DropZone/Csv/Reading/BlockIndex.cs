using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DropZone.Csv.Reading;

/// <summary>
/// The places of the cells of a block, found 64 bytes at a time. Only for regular text: the same number of cells in each record, consistent line ends,
/// no other carriage return, no NUL, quotes only around cells and doubled within them (RFC 4180). Any other text has no index and is read by the
/// tokenizer.
/// </summary>
/// <remarks>Source of the method: G. Langdale, D. Lemire, Parsing gigabytes of JSON per second, VLDB Journal 28, 2019, section 3.1.</remarks>
internal sealed class BlockIndex : IDisposable
{
    // most words contain fewer ends: this many are written without a check
    private const int Burst = 8;

    // in bytes; with shorter cells the array grows
    private const int UsualCell = 8;

    private readonly RecordBlock block;
    private readonly byte quote;
    private readonly int returnLength;

    // the place of the byte after each cell, starting with that before the first cell
    private int[] ends;
    private int count;

    // cells with single instead of doubled quotes, at their places in the text
    private byte[]? unescaped;

    private BlockIndex(RecordBlock block, int columns, byte quote, bool isCrLf)
    {
        this.block = block;
        this.quote = quote;
        Columns = columns;
        returnLength = isCrLf ? 1 : 0;
        ends = ArrayPool<int>.Shared.Rent(Math.Max(block.Length / UsualCell, RecordBlock.Word));
        ends[0] = -1;
    }

    /// <summary>The number of cells of each record.</summary>
    public int Columns { get; }

    /// <summary>The number of records.</summary>
    public int Rows => count / Columns;

    /// <summary>The number of line feeds, including those in quotes.</summary>
    public int Lines { get; private set; }

    /// <summary>Returns the index, or null if the text is not regular.</summary>
    /// <param name="block">The block, which ends with a line feed.</param>
    /// <param name="columns">The required number of cells of each record.</param>
    /// <param name="delimiter">The delimiter of the file.</param>
    /// <param name="quote">The quote of the file.</param>
    /// <param name="isCrLf">Whether each record must end with CR LF; otherwise with LF.</param>
    public static BlockIndex? Of(RecordBlock block, int columns, byte delimiter, byte quote, bool isCrLf)
    {
        var index = new BlockIndex(block, columns, quote, isCrLf);
        if (index.Find(delimiter))
            return index;
        index.Dispose();
        return null;
    }

    /// <summary>The line end of the records.</summary>
    public string LineTerminator => returnLength > 0 ? "\r\n" : "\n";

    /// <summary>Returns the cells of one column in consecutive rows.</summary>
    public CellColumn Cells(int column, int firstRow, int rows) =>
        new(this, block.Bytes, ends.AsSpan((firstRow * Columns) + column, ((rows - 1) * Columns) + 2), Columns, quote, ReturnLength(column));

    /// <summary>Returns the value of the cell.</summary>
    public ReadOnlySpan<byte> Cell(int row, int column)
    {
        var cell = RawCells(row, column, column);
        return cell.IsEmpty || cell[0] != quote ? cell : Cells(column, row, 1)[0];
    }

    /// <summary>Returns the bytes of these cells, including everything between them.</summary>
    public ReadOnlySpan<byte> RawCells(int row, int first, int last)
    {
        var before = row * Columns;
        var start = ends[before + first] + 1;
        return block.Bytes.AsSpan(start, ends[before + last + 1] - ReturnLength(last) - start);
    }

    /// <summary>Returns the bytes of these records, with their line ends.</summary>
    public ReadOnlySpan<byte> RawRows(int first, int rows) => block.Bytes.AsSpan((ends[first * Columns] + 1)..(ends[(first + rows) * Columns] + 1));

    /// <summary>Whether all cells of the row may be empty. False if one certainly is not.</summary>
    public bool MayBeBlank(int row) => RecordReader.MayBeBlank(ends[(row + 1) * Columns] - ends[row * Columns] - 1 - returnLength, Columns);

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(ends);
        if (unescaped is not null)
            ArrayPool<byte>.Shared.Return(unescaped);
    }

    /// <summary>Returns the text with single instead of doubled quotes, valid as long as the index.</summary>
    internal ReadOnlySpan<byte> Unescape(int start, int length)
    {
        unescaped ??= ArrayPool<byte>.Shared.Rent(block.Bytes.Length);
        var from = block.Bytes.AsSpan(start, length);
        var to = unescaped.AsSpan(start, length);
        var written = 0;
        for (var at = from.IndexOf(quote); at >= 0; at = from.IndexOf(quote))
        {
            from[..(at + 1)].CopyTo(to[written..]);
            written += at + 1;
            from = from[(at + 2)..];
        }

        from.CopyTo(to[written..]);
        return to[..(written + from.Length)];
    }

    private int ReturnLength(int column) => column == Columns - 1 ? returnLength : 0;

    /// <summary>Finds the ends of all cells. Returns false if a quote or another byte is misplaced, or a record has too many or too few cells.</summary>
    private bool Find(byte delimiter)
    {
        var text = block.Padded();
        ulong insideBefore = 0, closedBefore = 0, beginsAfter = 1;
        var strays = Vector128<byte>.Zero;
        for (var at = 0; at < text.Length; at += RecordBlock.Word)
        {
            var word = new ByteWord(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
            var found = word.Where(delimiter, (byte)'\n');
            var quotes = word.Where(quote);
            strays |= word.Any(0);
            if (returnLength == 0)
                strays |= word.Any((byte)'\r');
            if ((quotes | insideBefore | closedBefore) != 0)
            {
                // from each opening quote to the byte before the one that closes
                var inside = Parity(quotes) ^ insideBefore;
                var (opening, closing) = (quotes & inside, quotes & ~inside);
                var closed = (closing << 1) | closedBefore;
                found &= ~inside;
                var stray = opening & ~((found << 1) | beginsAfter | closed);
                var behind = closed & ~(found | opening);
                if (behind != 0 && returnLength > 0)
                    behind &= ~word.Where((byte)'\r'); // HasRows checks the next byte
                if ((stray | behind) != 0)
                    return false;
                closedBefore = closing >> 63;
                insideBefore = (ulong)((long)inside >> 63);
            }

            beginsAfter = found >> 63;
            Add(found, at);
        }

        return strays == Vector128<byte>.Zero && insideBefore == 0 && HasRows();
    }

    private void Add(ulong found, int at)
    {
        if (ends.Length - count <= RecordBlock.Word + Burst)
            Grow();
        ref var next = ref ends[count + 1];
        count += BitOperations.PopCount(found);
        do
        {
            for (var i = 0; i < Burst; i++, found &= found - 1)
                Unsafe.Add(ref next, i) = at + BitOperations.TrailingZeroCount(found);
            next = ref Unsafe.Add(ref next, Burst);
        }
        while (found != 0);
    }

    private void Grow()
    {
        var larger = ArrayPool<int>.Shared.Rent(ends.Length * 2);
        ends.AsSpan(0, count + 1).CopyTo(larger);
        ArrayPool<int>.Shared.Return(ends);
        ends = larger;
    }

    /// <summary>
    /// Whether only the last cell of each row ends with a line feed, after a carriage return if the line end is CR LF, and there is no
    /// other carriage return.
    /// </summary>
    private bool HasRows()
    {
        var rows = count / Columns;
        Lines = block.Text.Count((byte)'\n');
        if (count != rows * Columns || (returnLength > 0 && block.Text.Count((byte)'\r') != rows))
            return false;
        for (var end = Columns; end <= count; end += Columns)
            if (block.Bytes[ends[end]] != '\n' || (returnLength > 0 && !block.Bytes.AsSpan(0, ends[end]).EndsWith("\r"u8)))
                return false;
        // the other line feeds are within quotes, or end cells
        for (var end = 1; Lines > rows && end <= count; end++)
            if (end % Columns != 0 && block.Bytes[ends[end]] == '\n')
                return false;
        return true;
    }

    /// <summary>Returns for each bit whether an odd number of bits is set from the lowest to this one.</summary>
    private static ulong Parity(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    /// <summary>64 bytes of text.</summary>
    private readonly struct ByteWord(ref byte text)
    {
        private readonly Vector128<byte> first = Vector128.LoadUnsafe(ref text);
        private readonly Vector128<byte> second = Vector128.LoadUnsafe(ref text, 16);
        private readonly Vector128<byte> third = Vector128.LoadUnsafe(ref text, 32);
        private readonly Vector128<byte> fourth = Vector128.LoadUnsafe(ref text, 48);

        /// <summary>Returns a bit for each byte equal to this one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Where(byte value)
        {
            var same = Vector128.Create(value);
            return Bits(Vector128.Equals(first, same), Vector128.Equals(second, same), Vector128.Equals(third, same), Vector128.Equals(fourth, same));
        }

        /// <summary>Returns a bit for each byte equal to one of these.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Where(byte one, byte other)
        {
            var (same, alike) = (Vector128.Create(one), Vector128.Create(other));
            return Bits(
                Vector128.Equals(first, same) | Vector128.Equals(first, alike), Vector128.Equals(second, same) | Vector128.Equals(second, alike),
                Vector128.Equals(third, same) | Vector128.Equals(third, alike), Vector128.Equals(fourth, same) | Vector128.Equals(fourth, alike));
        }

        /// <summary>Returns a number other than zero if a byte is equal to this one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<byte> Any(byte value)
        {
            var same = Vector128.Create(value);
            return Vector128.Equals(first, same) | Vector128.Equals(second, same) | Vector128.Equals(third, same) | Vector128.Equals(fourth, same);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong Bits(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth) =>
            first.ExtractMostSignificantBits() | ((ulong)second.ExtractMostSignificantBits() << 16)
                | ((ulong)third.ExtractMostSignificantBits() << 32) | ((ulong)fourth.ExtractMostSignificantBits() << 48);
    }
}
