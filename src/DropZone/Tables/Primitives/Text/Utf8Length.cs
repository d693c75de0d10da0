namespace DropZone.Tables.Primitives.Text;

/// <summary>The length of a text in characters (code points).</summary>
internal static class Utf8Length
{
    public static int Of(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var value in text)
            count += (value & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }
}
