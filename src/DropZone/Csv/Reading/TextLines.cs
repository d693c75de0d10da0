namespace DropZone.Csv.Reading;

/// <summary>Counts lines like the tokenizer.</summary>
internal static class TextLines
{
    /// <summary>The number of line ends: LF, CR and CRLF.</summary>
    public static long Count(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\r'))
            return text.Count((byte)'\n');
        long lines = 0;
        for (var at = text.IndexOfAny((byte)'\r', (byte)'\n'); at >= 0; at = text.IndexOfAny((byte)'\r', (byte)'\n'))
        {
            lines++;
            text = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? text[(at + 2)..] : text[(at + 1)..];
        }

        return lines;
    }
}
