using DropZone.Csv;

namespace DropZone.Tables.References;

/// <summary>Encodes numbers with seven bits per byte, the lowest first; the last byte is below 128 (LEB128). Texts are preceded by their length.</summary>
internal static class LengthPrefix
{
    private const int More = 0x80;

    public static void Write(long number, ByteBuffer target)
    {
        for (; number >= More; number >>= 7)
            target.Append((byte)(number | More));
        target.Append((byte)number);
    }

    public static void Write(ReadOnlySpan<byte> text, ByteBuffer target)
    {
        Write(text.Length, target);
        target.Append(text);
    }

    /// <summary>Removes a number from the front.</summary>
    public static long TakeNumber(ref ReadOnlySpan<byte> source)
    {
        long number = 0;
        for (var (i, shift) = (0, 0); ; i++, shift += 7)
        {
            number |= (long)(source[i] & (More - 1)) << shift;
            if (source[i] >= More)
                continue;
            source = source[(i + 1)..];
            return number;
        }
    }

    /// <summary>Removes a text from the front.</summary>
    public static ReadOnlySpan<byte> TakeText(ref ReadOnlySpan<byte> source)
    {
        var length = (int)TakeNumber(ref source);
        var text = source[..length];
        source = source[length..];
        return text;
    }
}
