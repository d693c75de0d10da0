namespace DropZone.Inference;

/// <summary>Guesses the encoding of text that is not UTF-8 and has no byte order mark.</summary>
internal static class EncodingInference
{
    private const int Looked = 1024 * 1024;

    /// <param name="text">The text, of which as many bytes as needed are read.</param>
    /// <returns>The name of the encoding, or null if the bytes are not text.</returns>
    public static string? Of(Stream text)
    {
        var counts = new long[2, 256];
        var buffer = new byte[Looked];
        for (int read; (read = text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
            for (var i = 0; i < read; i++)
                counts[i & 1, buffer[i]]++;
        if (counts[0, 0] + counts[1, 0] > 0)
            return counts[1, 0] > 2 * counts[0, 0] ? "utf-16le" : counts[0, 0] > 2 * counts[1, 0] ? "utf-16be" : null;

        long Sum(int first, int last) => Enumerable.Range(first, last - first + 1).Sum(value => counts[0, value] + counts[1, value]);
        // 0x81, nothing in windows-1252, is ü in the code page of old Western PCs; their letters end where those of windows-1252 begin
        return Sum(0x81, 0x81) > 0 && Sum(0xC0, 0xFF) == 0 ? "ibm850" : "windows-1252";
    }
}
