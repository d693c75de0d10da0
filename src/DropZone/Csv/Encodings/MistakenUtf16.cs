namespace DropZone.Csv.Encodings;

/// <summary>
/// Finds text that is not UTF-16, or of the other byte order, in UTF-16: pairs of ASCII are Chinese characters there. A table in UTF-16 has zero bytes, of
/// its delimiters and line ends.
/// </summary>
/// <param name="isBigEndian">The byte order.</param>
internal sealed class MistakenUtf16(bool isBigEndian) : IForeignText
{
    /// <summary>The number of pairs in a row that are no chance, though one in four Chinese characters and most Hiragana are such a pair.</summary>
    private const int ManyPairs = 16;

    /// <summary>The same, if some of them, but not all, would be letters of the Gurmukhi script, which is not mixed with Chinese.</summary>
    private const int FewPairs = 6;

    /// <summary>The number of different rows of Unicode that a row of pairs comes from: a repeated mark, or Hiragana, has one.</summary>
    private const int ManyRows = 6;

    /// <summary>The number of pairs that would be neither Chinese nor Hiragana: of a space, a comma, a digit, a capital letter.</summary>
    private const int ManySymbols = 2;

    private bool _started;

    /// <summary>The first byte of a character whose other one is in the next block.</summary>
    private byte? _half;
    private int _pairs;
    private int _gurmukhi;
    private int _symbols;
    private UInt128 _rows;

    public TextBreak Found { get; private set; }

    public int Find(ReadOnlySpan<byte> block, bool isLast)
    {
        if (!_started && !block.IsEmpty)
        {
            _started = true;
            if (!block.Contains((byte)0) && Letters(block) > block.Length / 2)
                return Break(TextBreak.SingleBytes, 0);
        }

        var at = 0;
        if (_half is { } half && !block.IsEmpty)
        {
            at = 1;
            if (Add(half, block[0]) is { } split)
                return Break(split, 0);
            _half = null;
        }

        for (; at + 1 < block.Length; at += 2)
            if (Add(block[at], block[at + 1]) is { } found)
                return Break(found, Math.Max(at - ((_pairs - 1) * 2), 0));
        _half = at < block.Length ? block[at] : _half;
        return -1;
    }

    private int Break(TextBreak found, int at)
    {
        Found = found;
        return at;
    }

    private TextBreak? Add(byte first, byte second)
    {
        var (high, low) = isBigEndian ? (first, second) : (second, first);
        // unassigned characters: a line feed of the other order, and CR LF
        if (high == '\n' && low is 0)
        {
            _pairs = 1;
            return TextBreak.OtherByteOrder;
        }

        if (!IsText(high) || !IsText(low))
        {
            (_pairs, _gurmukhi, _symbols, _rows) = (0, 0, 0, 0);
            return null;
        }

        _pairs++;
        _rows |= UInt128.One << high;
        _gurmukhi += high == '\n' ? 1 : 0;
        _symbols += high is (>= 0x20 and < 0x30) or (> 0x30 and < 0x4E) ? 1 : 0;
        return (high, low) is ((byte)'\n', (byte)'\r') || (_gurmukhi > 0 ? _pairs >= FewPairs && _gurmukhi < _pairs / 2 : IsLong()) ? TextBreak.SingleBytes : null;
    }

    private bool IsLong() => _pairs >= ManyPairs && _symbols >= ManySymbols && UInt128.PopCount(_rows) >= ManyRows;

    private static int Letters(ReadOnlySpan<byte> block)
    {
        var count = 0;
        foreach (var value in block)
            count += IsText(value) ? 1 : 0;
        return count;
    }

    private static bool IsText(byte value) => value is (>= 0x20 and < 0x7F) or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
