using DropZone.Tables.Errors;
using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Numeric;

/// <summary>The type <c>integer</c>. Of any length; values beyond 128 bits compare as the largest or least of 128 bits.</summary>
internal sealed class IntegerType(Field descriptor) : CellType<Int128>
{
    /// <summary>The maximum length in bytes of a number with marks.</summary>
    public const int LongestMarked = 512;

    private readonly NumberMarks _marks = new(descriptor);

    public override string Expected =>
        "an integer such as 42" + (descriptor.GroupChar is null ? "" : $" with digits grouped by {InvisibleCharacter.Quote(descriptor.GroupChar)}");

    public override bool IsValid(ReadOnlySpan<byte> cell) => (_marks.ArePlain && Digits.Are(cell)) || TryRead(cell, out _);

    public override bool TryRead(ReadOnlySpan<byte> cell, out Int128 value) =>
        _marks.ArePlain
            ? TryReadPlain(cell, out value) || (HasSpace(cell) && TryReadPlain(cell.Trim(" \t\r\n"u8), out value))
            : TryReadMarked(cell, out value);

    public override UInt128 Digest(Int128 value) => (UInt128)value;

    private static bool HasSpace(ReadOnlySpan<byte> cell) => !cell.IsEmpty && (cell[0] <= ' ' || cell[^1] <= ' ');

    private bool TryReadMarked(ReadOnlySpan<byte> cell, out Int128 value) => TryReadPlain(_marks.Plain(cell, stackalloc byte[LongestMarked]), out value);

    private static bool TryReadPlain(ReadOnlySpan<byte> text, out Int128 value)
    {
        value = 0;
        var negative = text is [(byte)'-', ..];
        var digits = negative || text is [(byte)'+', ..] ? text[1..] : text;
        if (digits.IsEmpty)
            return false;
        // 18 digits fit a long
        if (digits.Length > 18)
            return TryReadLong(digits, negative, out value);
        long small = 0;
        foreach (var digit in digits)
        {
            if (!Digits.IsDigit(digit))
                return false;
            small = (small * 10) + (digit - '0');
        }

        value = negative ? -small : small;
        return true;
    }

    private static bool TryReadLong(ReadOnlySpan<byte> digits, bool negative, out Int128 value)
    {
        value = 0;
        var largest = Int128.MaxValue / 10;
        var beyond = false;
        foreach (var digit in digits)
        {
            if (!Digits.IsDigit(digit))
                return false;
            beyond |= value >= largest;
            if (!beyond)
                value = (value * 10) + (digit - '0');
        }

        value = beyond ? negative ? Int128.MinValue : Int128.MaxValue : negative ? -value : value;
        return true;
    }
}
