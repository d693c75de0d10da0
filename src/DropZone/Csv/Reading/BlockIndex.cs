using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DropZone.Csv.Reading;

/// <summary>
/// The places of the cells of a block, found 64 bytes at a time. Only for regular text: the same number of cells in each record, consistent line ends,
/// no other carriage return, no NUL, no <see cref="ControlBytes"/>, quotes only around cells and doubled within them (RFC 4180). Any other text has no index and is read by the
/// tokenizer.
/// </summary>
/// <remarks>Source of the method: G. Langdale, D. Lemire, Parsing gigabytes of JSON per second, VLDB Journal 28, 2019, section 3.1.</remarks>
internal sealed class BlockIndex : IDisposable
{
    // most words contain fewer ends: this many are written without a check
    private const int Burst = 8;

    // in bytes; with shorter cells the array grows
    private const int UsualCell = 8;

    private readonly RecordBlock _block;
    private readonly byte _quote;
    private readonly byte _delimiter;
    private readonly int _returnLength;
    private readonly ControlBytes _controls;

    // the place of the byte after each cell, starting with that before the first cell
    private int[] _ends;
    private int _count;

    // cells with single instead of doubled quotes, at their places in the text
    private byte[]? _unescaped;

    private BlockIndex(RecordBlock block, int columns, byte delimiter, byte quote, bool isCrLf, ControlBytes controls)
    {
        _block = block;
        _delimiter = delimiter;
        _quote = quote;
        Columns = columns;
        _returnLength = isCrLf ? 1 : 0;
        _controls = controls;
        _ends = ArrayPool<int>.Shared.Rent(Math.Max(block.Length / UsualCell, RecordBlock.Word));
        _ends[0] = -1;
    }

    /// <summary>The number of cells of each record.</summary>
    public int Columns { get; }

    /// <summary>The number of records.</summary>
    public int Rows => _count / Columns;

    /// <summary>The number of line feeds, including those in quotes.</summary>
    public int Lines { get; private set; }

    /// <summary>Returns the index, or null if the text is not regular.</summary>
    /// <param name="block">The block, which ends with a line feed.</param>
    /// <param name="columns">The required number of cells of each record.</param>
    /// <param name="delimiter">The delimiter of the file.</param>
    /// <param name="quote">The quote of the file.</param>
    /// <param name="isCrLf">Whether each record must end with CR LF; otherwise with LF.</param>
    /// <param name="controls">The control characters that are no data.</param>
    public static BlockIndex? Of(RecordBlock block, int columns, byte delimiter, byte quote, bool isCrLf, ControlBytes controls)
    {
        var index = new BlockIndex(block, columns, delimiter, quote, isCrLf, controls);
        if (index.Find())
            return index;
        index.Dispose();
        return null;
    }

    /// <summary>The line end of the records.</summary>
    public string LineTerminator => _returnLength > 0 ? "\r\n" : "\n";

    /// <summary>Returns the cells of one column in consecutive rows.</summary>
    public CellColumn Cells(int column, int firstRow, int rows) =>
        new(this, _block.Bytes, _ends.AsSpan((firstRow * Columns) + column, ((rows - 1) * Columns) + 2), Columns, _quote, ReturnLength(column));

    /// <summary>Returns the value of the cell.</summary>
    public ReadOnlySpan<byte> Cell(int row, int column)
    {
        var cell = RawCells(row, column, column);
        return cell.IsEmpty || cell[0] != _quote ? cell : Cells(column, row, 1)[0];
    }

    /// <summary>Returns the bytes of these cells, including everything between them.</summary>
    public ReadOnlySpan<byte> RawCells(int row, int first, int last)
    {
        var before = row * Columns;
        var start = _ends[before + first] + 1;
        return _block.Bytes.AsSpan(start, _ends[before + last + 1] - ReturnLength(last) - start);
    }

    /// <summary>Returns the bytes of these records, with their line ends.</summary>
    public ReadOnlySpan<byte> RawRows(int first, int rows) => _block.Bytes.AsSpan((_ends[first * Columns] + 1)..(_ends[(first + rows) * Columns] + 1));

    /// <summary>Whether all cells of the row may be empty. False if one certainly is not.</summary>
    public bool MayBeBlank(int row) => RecordReader.MayBeBlank(RawCells(row, 0, Columns - 1), Columns, _delimiter);

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_ends);
        if (_unescaped is not null)
            ArrayPool<byte>.Shared.Return(_unescaped);
    }

    /// <summary>Returns the text with single instead of doubled quotes, valid as long as the index.</summary>
    internal ReadOnlySpan<byte> Unescape(int start, int length)
    {
        _unescaped ??= ArrayPool<byte>.Shared.Rent(_block.Bytes.Length);
        var from = _block.Bytes.AsSpan(start, length);
        var to = _unescaped.AsSpan(start, length);
        var written = 0;
        for (var at = from.IndexOf(_quote); at >= 0; at = from.IndexOf(_quote))
        {
            from[..(at + 1)].CopyTo(to[written..]);
            written += at + 1;
            from = from[(at + 2)..];
        }

        from.CopyTo(to[written..]);
        return to[..(written + from.Length)];
    }

    private int ReturnLength(int column) => column == Columns - 1 ? _returnLength : 0;

    /// <summary>Finds the ends of all cells. Returns false if a quote or another byte is misplaced, or a record has too many or too few cells.</summary>
    private bool Find()
    {
        var text = _block.Padded();
        ulong insideBefore = 0, closedBefore = 0, beginsAfter = 1;
        var strays = Vector128<byte>.Zero;
        var substitute = _controls.HasSubstitute ? ControlBytes.Substitute : (byte)0;
        for (var at = 0; at < text.Length; at += RecordBlock.Word)
        {
            var word = new ByteWord(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
            var found = word.Where(_delimiter, (byte)'\n');
            var quotes = word.Where(_quote);
            strays |= word.Any(0) | word.Any(substitute);
            if (_returnLength == 0)
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
                if (behind != 0 && _returnLength > 0)
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
        if (_ends.Length - _count <= RecordBlock.Word + Burst)
            Grow();
        ref var next = ref _ends[_count + 1];
        _count += BitOperations.PopCount(found);
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
        var larger = ArrayPool<int>.Shared.Rent(_ends.Length * 2);
        _ends.AsSpan(0, _count + 1).CopyTo(larger);
        ArrayPool<int>.Shared.Return(_ends);
        _ends = larger;
    }

    /// <summary>
    /// Whether only the last cell of each row ends with a line feed, after a carriage return if the line end is CR LF, and there is no
    /// other carriage return.
    /// </summary>
    private bool HasRows()
    {
        var rows = _count / Columns;
        Lines = _block.Text.Count((byte)'\n');
        if (_count != rows * Columns || (_returnLength > 0 && _block.Text.Count((byte)'\r') != rows))
            return false;
        for (var end = Columns; end <= _count; end += Columns)
            if (_block.Bytes[_ends[end]] != '\n' || (_returnLength > 0 && !_block.Bytes.AsSpan(0, _ends[end]).EndsWith("\r"u8)))
                return false;
        for (var row = 0; row < rows; row++)
            if (HasControlEdge(row * Columns))
                return false;
        // the other line feeds are within quotes, or end cells
        for (var end = 1; Lines > rows && end <= _count; end++)
            if (end % Columns != 0 && _block.Bytes[_ends[end]] == '\n')
                return false;
        return true;
    }

    private bool HasControlEdge(int before)
    {
        var start = _ends[before] + 1;
        var end = _ends[before + Columns] - _returnLength;
        return start < end && (_controls.IsAtEdge(_block.Bytes[start]) || _controls.IsAtEdge(_block.Bytes[end - 1]));
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
        private readonly Vector128<byte> _first = Vector128.LoadUnsafe(ref text);
        private readonly Vector128<byte> _second = Vector128.LoadUnsafe(ref text, 16);
        private readonly Vector128<byte> _third = Vector128.LoadUnsafe(ref text, 32);
        private readonly Vector128<byte> _fourth = Vector128.LoadUnsafe(ref text, 48);

        /// <summary>Returns a bit for each byte equal to this one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Where(byte value)
        {
            var same = Vector128.Create(value);
            return Bits(Vector128.Equals(_first, same), Vector128.Equals(_second, same), Vector128.Equals(_third, same), Vector128.Equals(_fourth, same));
        }

        /// <summary>Returns a bit for each byte equal to one of these.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Where(byte one, byte other)
        {
            var (same, alike) = (Vector128.Create(one), Vector128.Create(other));
            return Bits(
                Vector128.Equals(_first, same) | Vector128.Equals(_first, alike), Vector128.Equals(_second, same) | Vector128.Equals(_second, alike),
                Vector128.Equals(_third, same) | Vector128.Equals(_third, alike), Vector128.Equals(_fourth, same) | Vector128.Equals(_fourth, alike));
        }

        /// <summary>Returns a number other than zero if a byte is equal to this one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<byte> Any(byte value)
        {
            var same = Vector128.Create(value);
            return Vector128.Equals(_first, same) | Vector128.Equals(_second, same) | Vector128.Equals(_third, same) | Vector128.Equals(_fourth, same);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong Bits(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth) =>
            first.ExtractMostSignificantBits() | ((ulong)second.ExtractMostSignificantBits() << 16)
                | ((ulong)third.ExtractMostSignificantBits() << 32) | ((ulong)fourth.ExtractMostSignificantBits() << 48);
    }
}
