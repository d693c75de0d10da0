using DropZone.Csv;
using DropZone.Tables.Validation.Fields.Numeric;
using DropZone.Targets.Loading;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Binary numbers: those that are written again as they were.</summary>
/// <param name="isSingle">Whether they have single precision.</param>
/// <param name="isNumber">Whether the schema has numbers.</param>
internal sealed class FloatValue(bool isSingle, bool isNumber) : ColumnValue
{
    public override string Expected => $"a number of at most {(isSingle ? "6" : "15")} digits"
        + (isNumber ? "" : ", without zeros in front or an exponent, because the schema does not declare a number");

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (isNumber)
            value = value.Trim(" \t\r\n"u8);
        else if (!DecimalDigits.IsUsual(value))
            return false;
        if (DecimalDigits.TryRead(value, out var number) ? !(isSingle ? number.IsSingle(value) : number.IsDouble(value, out _)) : !isNumber || !NumberType.IsSpecial(value, out _))
            return false;
        result.Append(value);
        return true;
    }
}
