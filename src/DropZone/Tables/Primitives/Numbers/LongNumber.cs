namespace DropZone.Tables.Primitives.Numbers;

/// <summary>
/// A number with more digits than the types of the machine have. One of a cell is valid on its thread until the next is read there: cells make
/// no garbage. One of the rules stays.
/// </summary>
internal sealed class LongNumber
{
    [ThreadStatic]
    private static LongNumber? _ofCell;

    private byte[] _text = [];
    private int _length;

    private LongNumber()
    {
    }

    private DecimalDigits Digits => DecimalDigits.TryRead(_text.AsSpan(0, _length), out var digits) ? digits : default;

    /// <summary>Returns the number of a text that is one.</summary>
    /// <param name="text">With a point before the fraction.</param>
    /// <param name="stays">Whether it is one of the rules.</param>
    public static LongNumber Of(ReadOnlySpan<byte> text, bool stays)
    {
        var number = stays ? new LongNumber() : _ofCell ??= new LongNumber();
        if (number._text.Length < text.Length)
            number._text = new byte[text.Length];
        text.CopyTo(number._text);
        number._length = text.Length;
        return number;
    }

    public int CompareTo(LongNumber other) => Digits.CompareTo(other.Digits);

    /// <summary>Compares it with a number in digits.</summary>
    public int CompareTo(ReadOnlySpan<byte> text) => DecimalDigits.TryRead(text, out var other) ? Digits.CompareTo(other) : 0;

    /// <summary>Whether the number is above or below zero: 1 or -1.</summary>
    public int Sign => Digits.IsNegative ? -1 : 1;

    /// <summary>Returns a digest that is equal for equal numbers only.</summary>
    public UInt128 Digest() => Digits.Digest();
}
