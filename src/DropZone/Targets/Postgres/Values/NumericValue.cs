using System.Globalization;
using DropZone.Csv;
using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Validation.Fields.Numeric;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Decimal numbers, which numeric(p, s) and money round.</summary>
/// <param name="precision">The most digits; null: any number.</param>
/// <param name="scale">Those of them behind the point.</param>
/// <param name="isNumber">Whether the schema has numbers, and NaN and INF where it has them.</param>
internal sealed class NumericValue(int? precision, int scale, bool isNumber) : ColumnValue
{
    public override string Expected => (precision is { } most
        ? string.Create(CultureInfo.InvariantCulture, $"a number of at most {most - scale} digits before the point and {scale} behind it")
        : "a number") + (isNumber ? "" : string.Create(CultureInfo.InvariantCulture,
            $", without zeros in front or an exponent{(precision is null ? "" : $", with {Math.Max(scale, 0)} digits behind the point")}, because the schema does not declare a number"));

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (isNumber)
            value = value.Trim(" \t\r\n"u8);
        else if (!DecimalDigits.IsUsual(value) || (precision is not null && FractionDigits(value) != Math.Max(scale, 0)))
            return false; // the server writes a number with all digits of its scale
        if (!DecimalDigits.TryRead(value, out var number))
        {
            if (!isNumber || !NumberType.IsSpecial(value, out _))
                return false;
        }
        else if (precision is { } most && number.Count > 0 && (number.Exponent < -scale || number.Count + number.Exponent > most - scale))
        {
            return false;
        }

        result.Append(value);
        return true;
    }

    private static int FractionDigits(ReadOnlySpan<byte> value) => value.IndexOf((byte)'.') is >= 0 and var point ? value.Length - point - 1 : 0;
}
