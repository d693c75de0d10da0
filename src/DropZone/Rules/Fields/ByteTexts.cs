using System.Text;

namespace DropZone.Rules.Fields;

/// <summary>A short list of texts that cells are compared with, byte by byte.</summary>
internal sealed class ByteTexts(IEnumerable<string> texts)
{
    private readonly byte[][] texts = [.. texts.Distinct().Select(Encoding.UTF8.GetBytes)];

    public bool Contains(ReadOnlySpan<byte> cell)
    {
        foreach (var text in texts)
            if (cell.SequenceEqual(text))
                return true;
        return false;
    }
}
