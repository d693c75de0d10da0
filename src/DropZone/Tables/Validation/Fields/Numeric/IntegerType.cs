using DropZone.Tables.Errors;
using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Numeric;

/// <summary>The type <c>integer</c>. Of any length.</summary>
internal sealed class IntegerType(Field descriptor) : CellType<Whole>
{
    /// <summary>The maximum length in bytes of a number with marks.</summary>
    public const int LongestMarked = 512;

    private readonly NumberMarks _marks = new(descriptor);

    public override string Expected =>
        "an integer such as 42" + (descriptor.GroupChar is null ? "" : $" with digits grouped by {InvisibleCharacter.Quote(descriptor.GroupChar)}");

    public override bool IsValid(ReadOnlySpan<byte> cell) => (_marks.ArePlain && Digits.Are(cell)) || TryRead(cell, out _);

    public override bool TryRead(ReadOnlySpan<byte> cell, out Whole value) => TryRead(cell, stays: false, out value);

    public override bool TryReadDeclared(ReadOnlySpan<byte> text, out Whole value) => TryRead(text, stays: true, out value);

    public override UInt128 Digest(Whole value) => value.Long?.Digest() ?? (UInt128)value.Value;

    private static bool HasSpace(ReadOnlySpan<byte> cell) => !cell.IsEmpty && (cell[0] <= ' ' || cell[^1] <= ' ');

    private bool TryRead(ReadOnlySpan<byte> cell, bool stays, out Whole value) =>
        _marks.ArePlain
            ? TryReadPlain(cell, stays, out value) || (HasSpace(cell) && TryReadPlain(cell.Trim(" \t\r\n"u8), stays, out value))
            : TryReadMarked(cell, stays, out value);

    private bool TryReadMarked(ReadOnlySpan<byte> cell, bool stays, out Whole value) => TryReadPlain(_marks.Plain(cell, stackalloc byte[LongestMarked]), stays, out value);

    private static bool TryReadPlain(ReadOnlySpan<byte> text, bool stays, out Whole value)
    {
        value = default;
        var negative = text is [(byte)'-', ..];
        var digits = negative || text is [(byte)'+', ..] ? text[1..] : text;
        if (digits.IsEmpty)
            return false;
        // 18 digits fit a long
        if (digits.Length > 18)
            return TryReadLong(text, digits, stays, out value);
        long small = 0;
        foreach (var digit in digits)
        {
            if (!Digits.IsDigit(digit))
                return false;
            small = (small * 10) + (digit - '0');
        }

        value = new Whole(negative ? -small : small);
        return true;
    }

    private static bool TryReadLong(ReadOnlySpan<byte> text, ReadOnlySpan<byte> digits, bool stays, out Whole value)
    {
        value = default;
        Int128 small = 0;
        var beyond = false;
        foreach (var digit in digits)
        {
            if (!Digits.IsDigit(digit))
                return false;
            beyond |= small >= Int128.MaxValue / 10;
            if (!beyond)
                small = (small * 10) + (digit - '0');
        }

        value = beyond ? new Whole(0, LongNumber.Of(text, stays)) : new Whole(text[0] == '-' ? -small : small);
        return true;
    }
}
