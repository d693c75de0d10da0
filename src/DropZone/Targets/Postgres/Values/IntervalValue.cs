using System.Globalization;
using DropZone.Csv;
using DropZone.Tables.Primitives.Numbers;
using DropZone.Targets.Loading;

namespace DropZone.Targets.Postgres.Values;

/// <summary>
/// Durations of ISO 8601, or times such as 12:30:00. PostgreSQL rounds fractions, cuts off fields that the column lacks, and does not know a
/// sign before the P: each field gets it.
/// </summary>
/// <param name="precision">The digits of the seconds' fraction.</param>
/// <param name="lastField">The smallest field that the column keeps: 0 years, 1 months, 2 days, 3 hours, 4 minutes, 5 seconds.</param>
internal sealed class IntervalValue(int precision, int lastField) : ColumnValue
{
    private const int Seconds = 5;

    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"a duration such as P1DT2H30M, at most {precision} digits of a second");

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        var start = result.Length;
        if (value is [(byte)'P', ..] or [(byte)'-', (byte)'P', ..] ? TryFields(value, result) : TryClock(value, result))
            return true;
        result.Truncate(start);
        return false;
    }

    private bool TryClock(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        var time = value is [(byte)'-', ..] ? value[1..] : value;
        if (!IsoShape.TryRead(time, out var shape) || shape.HasDate || shape.HasOffset || shape.FractionDigits > precision || lastField < Seconds || time.Length < 8)
            return false;
        result.Append(value);
        return true;
    }

    private bool TryFields(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        var isNegative = value[0] == '-';
        value = value[(isNegative ? 2 : 1)..];
        result.Append((byte)'P');
        var isTime = false;
        var fields = 0;
        while (!value.IsEmpty)
        {
            if (value[0] == 'T' && !isTime)
            {
                isTime = true;
                result.Append(value[0]);
                value = value[1..];
                continue;
            }

            var length = 0;
            while (length < value.Length && (Digits.IsDigit(value[length]) || value[length] == '.'))
                length++;
            if (length == 0 || length == value.Length || !DecimalDigits.TryRead(value[..length], out var number))
                return false;
            var field = (isTime, (char)value[length]) switch
            {
                (false, 'Y') => 0,
                (false, 'M') => 1,
                (false, 'W' or 'D') => 2,
                (true, 'H') => 3,
                (true, 'M') => 4,
                (true, 'S') => Seconds,
                _ => int.MaxValue,
            };
            if (field > Seconds || (field > lastField && number.Count > 0) || -number.Exponent > (field == Seconds ? precision : 0))
                return false;
            if (isNegative)
                result.Append((byte)'-');
            result.Append(value[..(length + 1)]);
            value = value[(length + 1)..];
            fields++;
        }

        return fields > 0;
    }
}
