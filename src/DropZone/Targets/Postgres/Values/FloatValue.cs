using DropZone.Csv;
using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Validation.Fields.Numeric;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Binary numbers: those that are written again as they were.</summary>
/// <param name="isSingle">Whether they have single precision.</param>
/// <param name="isNumber">Whether the schema has numbers.</param>
internal sealed class FloatValue(bool isSingle, bool isNumber) : ColumnValue
{
    private const int PlainSingle = 6;
    private const int PlainDouble = 15;

    public override string Expected => $"a number of at most {(isSingle ? "6" : "15")} digits"
        + (isNumber ? "" : ", without zeros in front or behind, or an exponent, because the schema does not declare a number");

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (isNumber)
            value = value.Trim(" \t\r\n"u8);
        else if (!DecimalDigits.IsUsual(value))
            return false;
        if (DecimalDigits.TryRead(value, out var number) ? !IsExact(value, number) : !isNumber || !NumberType.IsSpecial(value, out _))
            return false;
        result.Append(value);
        return true;
    }

    /// <summary>Whether the server writes the same number again; of a text the same characters. Source: float.c, float8out_internal.</summary>
    private bool IsExact(ReadOnlySpan<byte> value, DecimalDigits number) =>
        (isSingle ? number.IsSingle(value) : number.IsDouble(value, out _))
        && (isNumber || (!DecimalDigits.HasZeroAtEnd(value) && number.IsWrittenPlain(isSingle ? PlainSingle : PlainDouble)));
}
