using System.Globalization;
using System.Text;
using DropZone.Tables.Errors;
using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Numeric;

/// <summary>The type <c>number</c>.</summary>
internal sealed class NumberType(Field descriptor) : CellType<Number>
{
    private readonly NumberMarks _marks = new(descriptor);

    public override string Expected =>
        $"a number such as 12{descriptor.DecimalChar}5" + (descriptor.GroupChar is null ? "" : $" with digits grouped by {InvisibleCharacter.Quote(descriptor.GroupChar)}");

    public override bool IsValid(ReadOnlySpan<byte> cell) =>
        _marks.ArePlain
            ? IsNumber(cell) || IsNumber(cell.Trim(" \t\r\n"u8)) || IsSpecial(cell, out _)
            : _marks.Plain(cell, stackalloc byte[IntegerType.LongestMarked]) is var plain && (IsNumber(plain) || IsSpecial(cell, out _));

    public override bool TryRead(ReadOnlySpan<byte> cell, out Number value) =>
        (_marks.ArePlain && Number.TryReadShort(cell, out value)) || TryReadAny(cell, stays: false, out value);

    public override bool TryReadDeclared(ReadOnlySpan<byte> text, out Number value) => TryReadAny(text, stays: true, out value);

    public override bool IsOrdered(Number value) => !double.IsNaN(value.Nearest);

    public override UInt128 Digest(Number value)
    {
        if (value.Long is { } number)
            return number.Digest();
        if (value.Exact is not { } exact)
            return new UInt128(1, BitConverter.DoubleToUInt64Bits(value.Nearest));
        // equal decimals may differ in trailing zeros, which a division by one removes
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(exact == 0 ? 0 : exact / 1.0000000000000000000000000000m, bits); // zero may have a sign
        return new UInt128(((ulong)(uint)bits[3] << 32) | (uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
    }

    private bool TryReadAny(ReadOnlySpan<byte> cell, bool stays, out Number value)
    {
        if (IsSpecial(cell, out var special))
        {
            value = new Number(special, null);
            return true;
        }

        var plain = _marks.ArePlain ? cell.Trim(" \t\r\n"u8) : _marks.Plain(cell, stackalloc byte[IntegerType.LongestMarked]);
        value = default;
        if (!IsNumber(plain) || !double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var nearest))
            return false;
        // 28 significant digits at most: a decimal would round the rest away
        if (DecimalDigits.TryRead(plain, out var digits) && digits.FitsDecimal && decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            value = new Number(nearest, exact);
        else
            value = new Number(nearest, null, LongNumber.Of(plain, stays));
        return true;
    }

    /// <summary>[sign] digits [. digits] [e [sign] digits], with a digit before or after the mark.</summary>
    internal static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var at = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var start = at;
        while (at < text.Length && Digits.IsDigit(text[at]))
            at++;
        var digits = at - start;
        if (at < text.Length && text[at] == '.')
        {
            start = ++at;
            while (at < text.Length && Digits.IsDigit(text[at]))
                at++;
            digits += at - start;
        }

        if (digits == 0)
            return false;
        return at == text.Length || IsExponent(text[at..]);
    }

    private static bool IsExponent(ReadOnlySpan<byte> text)
    {
        if ((text[0] | 0x20) != 'e')
            return false;
        var at = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        return Digits.Are(text[at..]);
    }

    /// <summary>NaN, INF or -INF.</summary>
    internal static bool IsSpecial(ReadOnlySpan<byte> cell, out double value)
    {
        value = 0;
        // the common case first: a number ends with a digit
        if (cell.Length < 3 || Digits.IsDigit(cell[^1]))
            return false;
        cell = cell.Trim(" \t\r\n"u8);
        if (cell.Length is not (3 or 4) || (cell[^1] | 0x20) is not ('n' or 'f'))
            return false;
        if (Ascii.EqualsIgnoreCase(cell, "nan"u8))
            value = double.NaN;
        else if (Ascii.EqualsIgnoreCase(cell, "inf"u8))
            value = double.PositiveInfinity;
        else if (Ascii.EqualsIgnoreCase(cell, "-inf"u8))
            value = double.NegativeInfinity;
        return value != 0;
    }
}
