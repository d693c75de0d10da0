using System.Runtime.CompilerServices;
using System.Text;

namespace DropZone.Rules.Fields;

/// <summary>A short list of texts that cells are compared with, byte by byte.</summary>
internal sealed class ByteTexts
{
    // most cells are of a length that no text has
    private readonly byte[][][] byLength;

    public ByteTexts(IEnumerable<string> texts)
    {
        var all = texts.Distinct().Select(Encoding.UTF8.GetBytes).ToList();
        byLength = new byte[all.Select(text => text.Length + 1).DefaultIfEmpty().Max()][][];
        for (var length = 0; length < byLength.Length; length++)
            byLength[length] = [.. all.Where(text => text.Length == length)];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(ReadOnlySpan<byte> cell) => cell.Length < byLength.Length && IsOneOfItsLength(cell);

    private bool IsOneOfItsLength(ReadOnlySpan<byte> cell)
    {
        foreach (var text in byLength[cell.Length])
            if (cell.SequenceEqual(text))
                return true;
        return false;
    }
}
