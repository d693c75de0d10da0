using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using DropZone.Csv;

namespace DropZone.Tables.Primitives.Numbers;

/// <summary>
/// A decimal number as its digits and the place of the last one, however many: 0.0120 is 12 · 10⁻³. No digit is lost, so that a column can be
/// tested for holding it.
/// </summary>
internal readonly ref struct DecimalDigits
{
    private const int MaxExponent = 1_000_000;
    private const int LongestInteger = 38;
    private const int DecimalPlaces = 28;
    private const int LongestShortest = 32;
    private const int SmallestPlace = 4;

    private readonly ReadOnlySpan<byte> _whole;
    private readonly ReadOnlySpan<byte> _fraction;
    private readonly int _first;

    private DecimalDigits(bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int exponent)
    {
        _whole = whole;
        _fraction = fraction;
        var length = whole.Length + fraction.Length;
        while (_first < length && this[_first] == '0')
            _first++;
        var last = length - 1;
        while (last > _first && this[last] == '0')
            last--;
        Count = _first == length ? 0 : last - _first + 1;
        Exponent = Count == 0 ? 0 : exponent + whole.Length - 1 - last;
        IsNegative = isNegative && Count > 0;
    }

    /// <summary>The number of digits without zeros at both ends; 0 for zero.</summary>
    public int Count { get; }

    /// <summary>The power of ten of the last of them.</summary>
    public int Exponent { get; }

    public bool IsNegative { get; }

    /// <summary>Whether a decimal has all digits.</summary>
    public bool FitsDecimal => Count <= DecimalPlaces && Exponent >= -DecimalPlaces && Count + Exponent <= DecimalPlaces;

    private byte this[int index] => index < _whole.Length ? _whole[index] : _fraction[index - _whole.Length];

    /// <summary>[sign] digits [. digits] [e [sign] digits], with a digit before or after the point.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DecimalDigits number)
    {
        number = default;
        var isNegative = text is [(byte)'-', ..];
        if (text is [(byte)'-' or (byte)'+', ..])
            text = text[1..];
        var whole = TakeDigits(ref text);
        var fraction = ReadOnlySpan<byte>.Empty;
        if (text is [(byte)'.', ..])
        {
            text = text[1..];
            fraction = TakeDigits(ref text);
        }

        if (whole.Length + fraction.Length == 0)
            return false;
        var exponent = 0;
        if (text is [(byte)'e' or (byte)'E', ..])
        {
            var isDown = text is [_, (byte)'-', ..];
            text = text is [_, (byte)'-' or (byte)'+', ..] ? text[2..] : text[1..];
            var digits = TakeDigits(ref text);
            if (digits.IsEmpty)
                return false;
            foreach (var digit in digits)
                exponent = Math.Min((exponent * 10) + digit - '0', MaxExponent);
            exponent = isDown ? -exponent : exponent;
        }

        if (!text.IsEmpty)
            return false;
        number = new DecimalDigits(isNegative, whole, fraction, exponent);
        return true;
    }

    /// <summary>
    /// Whether a text is a number in the usual notation, so that a text that is stored as a number reads as it did: no plus sign, no zero in front, no
    /// exponent, no minus before a zero.
    /// </summary>
    public static bool IsUsual(ReadOnlySpan<byte> text)
    {
        var isNegative = text is [(byte)'-', ..];
        if (isNegative)
            text = text[1..];
        return text is [>= (byte)'1' and <= (byte)'9', ..] or [(byte)'0'] or [(byte)'0', (byte)'.', ..]
            && text[^1] != '.' && !text.ContainsAny((byte)'e', (byte)'E') && TryRead(text, out var number) && (number.Count > 0 || !isNegative);
    }

    /// <summary>Whether a text in the usual notation ends with a zero behind the point, which numbers do not keep.</summary>
    public static bool HasZeroAtEnd(ReadOnlySpan<byte> text) => text is [.., (byte)'0'] && text.Contains((byte)'.');

    /// <summary>Whether a binary number is written without an exponent: 0, or from 0.0001 to the largest with these digits before the point.</summary>
    public bool IsWrittenPlain(int digits) => Count == 0 || (Count + Exponent <= digits && Count + Exponent > -SmallestPlace);

    /// <summary>Returns false if it is no whole number, or has more than 38 digits.</summary>
    public bool TryInteger(out Int128 value)
    {
        value = 0;
        if (Exponent < 0 || Count + Exponent > LongestInteger)
            return false;
        for (var i = 0; i < Count; i++)
            value = (value * 10) + this[_first + i] - '0';
        for (var i = 0; i < Exponent; i++)
            value *= 10;
        value = IsNegative ? -value : value;
        return true;
    }

    /// <summary>Whether the shortest text of the binary number that is nearest to the text is the same number.</summary>
    public bool IsDouble(ReadOnlySpan<byte> text, out double value)
    {
        Span<byte> shortest = stackalloc byte[LongestShortest];
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)
            && value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture)
            && TryRead(shortest[..length], out var read) && Equals(read);
    }

    /// <summary>As <see cref="IsDouble"/>, in single precision.</summary>
    public bool IsSingle(ReadOnlySpan<byte> text)
    {
        Span<byte> shortest = stackalloc byte[LongestShortest];
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            && value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture)
            && TryRead(shortest[..length], out var read) && Equals(read);
    }

    /// <summary>Compares the numbers, with all their digits.</summary>
    public int CompareTo(DecimalDigits other)
    {
        if (IsNegative != other.IsNegative || Count == 0 || other.Count == 0)
            return Sign.CompareTo(other.Sign);
        var order = (Count + Exponent).CompareTo(other.Count + other.Exponent);
        for (var i = 0; order == 0 && i < Math.Max(Count, other.Count); i++)
            order = Digit(i).CompareTo(other.Digit(i));
        return IsNegative ? -order : order;
    }

    /// <summary>Returns a digest that is equal for equal numbers only.</summary>
    public UInt128 Digest()
    {
        using var canonical = new ByteBuffer(Count + sizeof(int) + 1);
        canonical.Append((byte)(IsNegative ? '-' : '+'));
        BinaryPrimitives.WriteInt32LittleEndian(canonical.Reserve(sizeof(int)), Exponent);
        canonical.Advance(sizeof(int));
        for (var i = 0; i < Count; i++)
            canonical.Append(Digit(i));
        return XxHash128.HashToUInt128(canonical.Written);
    }

    private int Sign => Count == 0 ? 0 : IsNegative ? -1 : 1;

    /// <summary>The digit at this place behind the first that is no zero; zero behind the last.</summary>
    private byte Digit(int at) => at < Count ? this[_first + at] : (byte)'0';

    private bool Equals(DecimalDigits other) => CompareTo(other) == 0;

    private static ReadOnlySpan<byte> TakeDigits(scoped ref ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && Digits.IsDigit(text[count]))
            count++;
        var digits = text[..count];
        text = text[count..];
        return digits;
    }
}
