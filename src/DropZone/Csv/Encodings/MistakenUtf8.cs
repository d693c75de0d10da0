using System.Text;
using System.Text.Unicode;

namespace DropZone.Csv.Encodings;

/// <summary>
/// Finds characters that are encoded as UTF-8 in text of an encoding with one byte per character: <c>ZÃ¼rich</c> in windows-1252. Bytes that are
/// not ASCII and occur together are such characters if all of them are valid UTF-8, which other text almost never is.
/// </summary>
/// <param name="encodable">What the encoding can represent.</param>
internal sealed class MistakenUtf8(EncodableText encodable) : IForeignText
{
    public TextBreak Found => TextBreak.Utf8;

    public int Find(ReadOnlySpan<byte> block, bool isLast)
    {
        foreach (var range in new HighRuns(block))
            if (Utf8.IsValid(block[range]) && IsEvident(block[range]))
                return range.Start.Value;
        return -1;
    }

    /// <summary>Whether valid UTF-8 is no chance: its characters belong to the encoding, or there are several of usual scripts.</summary>
    private bool IsEvident(ReadOnlySpan<byte> run)
    {
        if (encodable.Holds(run))
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
