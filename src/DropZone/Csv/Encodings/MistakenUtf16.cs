namespace DropZone.Csv.Encodings;

/// <summary>
/// Finds text that is not UTF-16, or of the other byte order, in UTF-16: pairs of ASCII are Chinese characters there. A table in UTF-16 has zero bytes, of
/// its delimiters and line ends.
/// </summary>
/// <param name="isBigEndian">The byte order.</param>
internal sealed class MistakenUtf16(bool isBigEndian) : IForeignText
{
    /// <summary>The number of pairs that are no chance in Chinese text: one in four characters is such a pair.</summary>
    private const int ManyPairs = 16;

    /// <summary>The same, if one of them would be of the Gurmukhi or Gujarati script, which are not mixed with others.</summary>
    private const int FewPairs = 4;

    private bool _started;

    /// <summary>The first byte of a character whose other one is in the next block.</summary>
    private byte? _half;
    private int _pairs;
    private bool _hasLineFeed;

    public TextBreak Found { get; private set; }

    public int Find(ReadOnlySpan<byte> block, bool isLast)
    {
        if (!_started && !block.IsEmpty)
        {
            _started = true;
            if (!block.Contains((byte)0))
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
            (_pairs, _hasLineFeed) = (0, false);
            return null;
        }

        _pairs++;
        _hasLineFeed |= high == '\n';
        return _pairs >= (_hasLineFeed ? FewPairs : ManyPairs) || (high, low) is ((byte)'\n', (byte)'\r') ? TextBreak.SingleBytes : null;
    }

    private static bool IsText(byte value) => value is (>= 0x20 and < 0x7F) or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
