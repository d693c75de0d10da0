using System.IO.Hashing;
using System.Text;
using System.Text.Unicode;

namespace DropZone.Csv.Encodings;

/// <summary>
/// Finds characters that are encoded as UTF-8 in text of an encoding with several bytes per character, where most pairs of bytes are valid: in
/// Shift_JIS, <c>ü</c> reads as <c>ﾃｼ</c>. Refuses what cannot be chance: all text of the file that is not ASCII is valid UTF-8 and has enough bits of
/// evidence, or one run of it has many more. Less, such as a single <c>é</c> that is a cell of its own, is read as declared.
/// </summary>
/// <param name="encoding">The declared encoding.</param>
internal sealed class MistakenWideUtf8(Encoding encoding) : IForeignText
{
    /// <summary>Of the file, at its end: one file in a hundred has as much by chance if that is all its text.</summary>
    private const int BitsOfFile = 7;

    /// <summary>Of the file, before its end; also of one run beside text that is not UTF-8.</summary>
    private const int BitsOfRun = 24;

    // two bytes are a character of both encodings in one case of five or seven, three bytes in one of hundreds
    private const int BitsOfTwo = 2;
    private const int BitsOfMore = 7;

    private readonly bool _isShiftJis = encoding.CodePage is 932;

    /// <summary>Whether the encoding has no bytes above 0x7F (ISO-2022, HZ).</summary>
    private readonly bool _isSevenBit = encoding.CodePage is (>= 50220 and <= 50229) or 52936;

    /// <summary>Digests of the words that count, a dozen at most.</summary>
    private readonly HashSet<ulong> _seen = [];
    private bool _hasOther;
    private int _bits;

    public TextBreak Found => TextBreak.Utf8;

    public int Find(ReadOnlySpan<byte> block, bool isLast)
    {
        var first = -1;
        foreach (var range in new HighRuns(block))
        {
            var run = block[range];
            if (!Utf8.IsValid(run))
            {
                _hasOther = true;
                continue;
            }

            first = first < 0 ? range.Start.Value : first;
            var bits = Bits(run, out var bitsOfMore);
            // half-width katakana, in pairs of bytes, may be a whole line of Shift_JIS
            if ((_isShiftJis ? bitsOfMore * 2 : bits) >= BitsOfRun || _isSevenBit)
                return range.Start.Value;
            // one word may be in every row
            if (_bits < BitsOfRun && _seen.Add(XxHash64.HashToUInt64(run)))
                _bits += IsInWord(block, range) ? BitsOfFile : bits;
        }

        return !_hasOther && _bits >= (isLast ? BitsOfFile : BitsOfRun) ? first < 0 ? block.Length : first : -1;
    }

    private static int Bits(ReadOnlySpan<byte> run, out int ofMore)
    {
        var (two, more) = (0, 0);
        for (; !run.IsEmpty;)
        {
            Rune.DecodeFromUtf8(run, out _, out var length);
            (two, more) = length == 2 ? (two + 1, more) : (two, more + 1);
            run = run[length..];
        }

        ofMore = more * BitsOfMore;
        return (two * BitsOfTwo) + ofMore;
    }

    /// <summary>Whether it is an accented letter between or next to letters of ASCII, as no text of these scripts.</summary>
    private static bool IsInWord(ReadOnlySpan<byte> block, Range range)
    {
        Rune.DecodeFromUtf8(block[range], out var rune, out _);
        return rune.Value is >= 0xC0 and < 0x250 && (IsLetter(block, range.Start.Value - 1) || IsLetter(block, range.End.Value));
    }

    private static bool IsLetter(ReadOnlySpan<byte> block, int at) => at >= 0 && at < block.Length && char.IsAsciiLetter((char)block[at]);
}
