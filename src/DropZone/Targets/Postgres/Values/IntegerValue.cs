using System.Globalization;
using DropZone.Csv;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Whole numbers. A text column of the file must have them in the usual notation: 007 is not 7.</summary>
/// <param name="isNumber">Whether the schema has numbers.</param>
internal sealed class IntegerValue(Int128 min, Int128 max, bool isNumber) : ColumnValue
{
    public override string Expected => string.Create(CultureInfo.InvariantCulture,
        $"a whole number from {min} to {max}{(isNumber ? "" : ", written without zeros or a plus sign in front, because the schema does not declare a number")}");

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        // the server refuses what is no whole number, and what is out of range, but takes -1 for an oid
        if (isNumber ? min == 0 && value.Contains((byte)'-') : !IsUsual(value))
            return false;
        result.Append(value);
        return true;
    }

    private bool IsUsual(ReadOnlySpan<byte> value) =>
        DecimalDigits.IsUsual(value) && !value.Contains((byte)'.') && DecimalDigits.TryRead(value, out var number) && number.TryInteger(out var whole)
        && whole >= min && whole <= max;
}
