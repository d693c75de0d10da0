namespace DropZone.Csv.Dialects;

/// <summary>Recognizes cells that are numbers to any reader: <c>-12.50</c>, <c>1e5</c>, <c>0,5</c>.</summary>
public static class NumberText
{
    /// <summary>[sign] digits [mark digits] [e [sign] digits]: the mark is a point or a comma, with a digit before or after it.</summary>
    public static bool Is(ReadOnlySpan<byte> cell)
    {
        var rest = cell is [(byte)'-' or (byte)'+', ..] ? cell[1..] : cell;
        var digits = Digits(ref rest);
        if (rest is [(byte)'.' or (byte)',', ..])
        {
            rest = rest[1..];
            digits += Digits(ref rest);
        }

        if (digits == 0 || rest.IsEmpty)
            return digits > 0;
        if (rest[0] is not ((byte)'e' or (byte)'E'))
            return false;
        rest = rest is [_, (byte)'-' or (byte)'+', ..] ? rest[2..] : rest[1..];
        return Digits(ref rest) > 0 && rest.IsEmpty;
    }

    private static int Digits(ref ReadOnlySpan<byte> rest)
    {
        var count = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (count < 0)
            count = rest.Length;
        rest = rest[count..];
        return count;
    }
}
