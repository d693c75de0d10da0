using System.Text;
using System.Text.Unicode;

namespace DropZone.Csv.Encodings;

/// <summary>
/// Finds characters that are encoded as UTF-8 in text of another encoding: <c>ZÃ¼rich</c> in windows-1252. Bytes that are not ASCII and occur
/// together are such characters if all of them are valid UTF-8, which other text almost never is.
/// </summary>
internal sealed class MistakenUtf8
{
    /// <summary>In encodings with several bytes per character, valid UTF-8 of fewer bytes may be chance.</summary>
    private const int MinOfWideText = 6;

    private readonly EncodableText _encodable;
    private readonly bool _isSingleByte;

    private MistakenUtf8(Encoding encoding, EncodableText encodable)
    {
        _encodable = encodable;
        _isSingleByte = encoding.IsSingleByte;
    }

    /// <summary>Returns null if the encoding is Unicode, or does not include ASCII.</summary>
    public static MistakenUtf8? Of(Encoding encoding) =>
        EncodableText.Of(encoding) is { } encodable && encoding.GetBytes("Az09,\n").AsSpan().SequenceEqual("Az09,\n"u8)
            ? new MistakenUtf8(encoding, encodable)
            : null;

    /// <summary>Returns the place of the first such characters, or -1. In encodings with several bytes per character, only if all text of the block is UTF-8.</summary>
    /// <param name="block">Bytes that neither start nor end within characters that are not ASCII.</param>
    public int Find(ReadOnlySpan<byte> block)
    {
        var (first, utf8) = (-1, 0);
        for (var at = 0; block[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var next;)
        {
            at += next;
            var length = block[at..].IndexOfAnyInRange((byte)0, (byte)0x7F);
            var run = length < 0 ? block[at..] : block.Slice(at, length);
            var isUtf8 = Utf8.IsValid(run);
            if (_isSingleByte && isUtf8 && IsEvident(run))
                return at;
            if (!_isSingleByte && !isUtf8)
                return -1;
            first = first < 0 ? at : first;
            utf8 += run.Length;
            at += run.Length;
        }

        return !_isSingleByte && utf8 >= MinOfWideText ? first : -1;
    }

    /// <summary>Whether valid UTF-8 is no chance: its characters belong to the encoding, or there are several of usual scripts.</summary>
    private bool IsEvident(ReadOnlySpan<byte> run)
    {
        if (_encodable.Holds(run))
            return true;
        var count = 0;
        for (; !run.IsEmpty; count++)
        {
            Rune.DecodeFromUtf8(run, out var rune, out var length);
            // Syriac to N'Ko: ß with punctuation in windows-1252
            if (rune.Value is >= 0x0700 and < 0x0900)
                return false;
            run = run[length..];
        }

        return count > 1;
    }
}
