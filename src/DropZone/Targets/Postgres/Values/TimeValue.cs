using System.Globalization;
using DropZone.Csv;
using DropZone.Targets.Loading;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Times of day. PostgreSQL would drop a date, or an offset without a time zone in the column, and round fractions.</summary>
/// <param name="precision">The digits of the fraction.</param>
/// <param name="hasZone">Whether the column has a time zone; a time without offset is UTC then.</param>
internal sealed class TimeValue(int precision, bool hasZone) : ColumnValue
{
    public override string Expected => string.Create(CultureInfo.InvariantCulture,
        $"a time such as 06:30:00{(hasZone ? "Z" : ", without a UTC offset")}, at most {precision} digits of a second");

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (!IsoShape.TryRead(value, out var shape) || shape.HasDate || (shape.HasOffset && !hasZone) || shape.FractionDigits > precision)
            return false;
        result.Append(value);
        if (hasZone && !shape.HasOffset)
            result.Append((byte)'Z');
        return true;
    }
}
